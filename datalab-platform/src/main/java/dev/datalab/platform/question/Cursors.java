package dev.datalab.platform.question;

import dev.datalab.core.session.EventPosition;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Positions in lists as texts that say nothing to a client: what the position is of, the position,
 * and a checksum, so that a text that was cut, mistyped or taken from another list is refused.
 */
final class Cursors {
  private static final int MAX_TEXT = 8_000;
  private static final int CHECKSUM_BYTES = 4;
  private static final String EVENTS = "events";

  private Cursors() {}

  /** Writes the parts of a position. */
  private interface Parts {
    void write(DataOutputStream to) throws IOException;
  }

  /** Reads the parts of a position. */
  private interface Reader<T> {
    T read(DataInputStream from) throws IOException;
  }

  static String of(SessionOrder order, SessionPosition position) {
    return text(
        order.name(),
        to -> {
          to.writeLong(position.rank());
          to.writeUTF(position.visitor());
          to.writeUTF(position.id());
        });
  }

  static String of(EventPosition position) {
    return text(
        EVENTS,
        to -> {
          to.writeLong(position.time());
          to.writeLong(position.stream());
          to.writeLong(position.seq());
        });
  }

  /** The position in a list of sessions of an order that stands here, if any. */
  static Optional<SessionPosition> sessions(Place at, SessionOrder order) {
    return read(
        at,
        order.name(),
        from -> new SessionPosition(from.readLong(), from.readUTF(), from.readUTF()));
  }

  /** The position in a list of events that stands here, if any. */
  static Optional<EventPosition> events(Place at) {
    return read(
        at, EVENTS, from -> new EventPosition(from.readLong(), from.readLong(), from.readLong()));
  }

  private static String text(String list, Parts parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      to.writeUTF(list);
      parts.write(to);
      to.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static <T> Optional<T> read(Place at, String list, Reader<T> reader) {
    Optional<String> text = at.text(MAX_TEXT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.get());
      int length = Math.max(0, bytes.length - CHECKSUM_BYTES);
      DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
      boolean same = from.readUTF().equals(list);
      T position = reader.read(from);
      if (same && from.available() == CHECKSUM_BYTES && from.readInt() == checksum(bytes, length)) {
        return Optional.of(position);
      }
    } catch (IOException | IllegalArgumentException e) {
      return refused(at);
    }
    return refused(at);
  }

  private static <T> Optional<T> refused(Place at) {
    return at.refused(
        "%s: no position in this list; give the 'next' of an answer to the same question as it is."
            .formatted(at.label()));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(Arrays.copyOf(bytes, length));
    return (int) checksum.getValue();
  }
}
