package dev.datalab.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines to an app's import in pieces, each of which is stored whole or not at all, under a
 * key by which an import that was cut off goes on where the server stands.
 */
public final class Importing {
  /** Lines in a piece. */
  static final int PIECE_LINES = 20_000;

  private static final int PIECE_CHARACTERS = 16_000_000;
  private static final int REMEMBERED_REJECTIONS = 100;

  private final ApiClient client;
  private final String path;
  private final String key;

  /**
   * An import.
   *
   * @param app the app's id
   * @param key 1 to 200 characters: the same for the same lines, another for others
   */
  public Importing(ApiClient client, String app, String key) {
    this.client = client;
    this.path = "/api/v1/apps/" + ApiClient.encoded(app) + "/import";
    this.key = key;
  }

  /** The first line, from 1, that the server does not have yet. */
  public long resumeFrom() throws IOException {
    return client.get(path + "/" + ApiClient.encoded(key)).path("resumeFrom").asLong(1);
  }

  /**
   * Sends what the server does not have yet.
   *
   * @param lines from the first line on
   * @param progress is told the number of the last line that is settled
   */
  public Outcome send(BufferedReader lines, LongConsumer progress) throws IOException {
    long first = resumeFrom();
    long next = 1;
    while (next < first && lines.readLine() != null) {
      next++;
    }
    progress.accept(next - 1);
    Outcome outcome = new Outcome(next - 1, 0, 0, 0, List.of());
    StringBuilder piece = new StringBuilder();
    long pieceFirst = next;
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      piece.append(line).append('\n');
      next++;
      if (next - pieceFirst == PIECE_LINES || piece.length() > PIECE_CHARACTERS) {
        outcome = outcome.plus(post(piece, pieceFirst));
        piece.setLength(0);
        pieceFirst = next;
        progress.accept(next - 1);
      }
    }
    if (next > pieceFirst) {
      outcome = outcome.plus(post(piece, pieceFirst));
      progress.accept(next - 1);
    }
    return outcome;
  }

  private JsonNode post(CharSequence piece, long firstLine) throws IOException {
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream(piece.length() / 8);
    try (OutputStream gzip = new GZIPOutputStream(gzipped)) {
      gzip.write(piece.toString().getBytes(StandardCharsets.UTF_8));
    }
    return client.postLines(
        path + "?import=" + ApiClient.encoded(key) + "&line=" + firstLine, gzipped.toByteArray());
  }

  /**
   * What became of the lines.
   *
   * @param before lines that the server had from an earlier run
   * @param accepted lines stored now
   * @param duplicates lines that were there under their id
   * @param rejected lines refused
   * @param rejections the first of them, as {@code line 7: why}
   */
  public record Outcome(
      long before, long accepted, long duplicates, long rejected, List<String> rejections) {
    /** Copies the list. */
    public Outcome {
      rejections = List.copyOf(rejections);
    }

    private Outcome plus(JsonNode answer) {
      List<String> all = new ArrayList<>(rejections);
      JsonNode refused = answer.path("rejected");
      for (JsonNode rejection : refused) {
        if (all.size() < REMEMBERED_REJECTIONS) {
          all.add(
              "line %d: %s"
                  .formatted(rejection.path("line").asLong(), rejection.path("detail").asText()));
        }
      }
      return new Outcome(
          before,
          accepted + answer.path("accepted").asLong(),
          duplicates + answer.path("duplicates").asLong(),
          rejected + answer.path("rejectedTotal").asLong(refused.size()),
          all);
    }
  }
}
