package dev.datalab.server.client;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A file of lines, plain or gzipped (told by its first bytes, not by its name), that was read once.
 *
 * @param path the file
 * @param lines how many lines it has
 * @param fingerprint SHA-256 of the lines, in hexadecimal
 */
public record LineFile(Path path, long lines, String fingerprint) {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Reads a file through.
   *
   * @param progress is told how many lines have been read
   * @throws IOException if it can't be read, or is cut off within its gzip
   */
  public static LineFile read(Path path, LongConsumer progress) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long lines = 0;
    byte last = '\n';
    try (InputStream in = open(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
        last = read > 0 ? buffer[read - 1] : last;
        progress.accept(lines);
      }
    } catch (EOFException e) {
      throw new IOException(
          path + ": the file ends within its gzip; it was not copied whole. Get it again.", e);
    }
    return new LineFile(
        path, last == '\n' ? lines : lines + 1, HexFormat.of().formatHex(digest.digest()));
  }

  /** The lines, from the first on. Close it. */
  public BufferedReader reader() throws IOException {
    return new BufferedReader(
        new InputStreamReader(open(path), StandardCharsets.UTF_8), BUFFER_BYTES);
  }

  private static InputStream open(Path path) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER_BYTES) : in;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
