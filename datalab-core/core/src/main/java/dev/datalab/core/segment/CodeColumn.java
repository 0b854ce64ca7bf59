package dev.datalab.core.segment;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A coded column: the table, in the order in which its entries first come, and the codes in the
 * shape that suits them.
 *
 * <ul>
 *   <li>{@code 0} all codes are 0: nothing follows.
 *   <li>{@code 1} planes: the lowest bytes of all codes, then the next higher ones, as many as the
 *       greatest code needs. Bytes of one meaning side by side deflate best.
 *   <li>{@code 2} runs: (length, code) in varints. As tables are in order of first appearance, the
 *       code is written as its distance from the number of codes seen so far: 0 is a new one.
 * </ul>
 */
final class CodeColumn {
  private static final int CONSTANT = 0;
  private static final int PLANES = 1;
  private static final int RUNS = 2;

  private CodeColumn() {}

  /** Some events' codes, and what they mean, renumbered by first appearance. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Part<T>(int[] codes, List<T> table) {}

  static <T> Part<T> part(Coded<T> column, int from, int to, IntPredicate wanted) {
    int[] renumbered = new int[column.table().size()];
    int[] codes = new int[to - from];
    List<T> table = new ArrayList<>();
    int size = 0;
    for (int event = from; event < to; event++) {
      if (wanted.test(event)) {
        int code = column.codes().get(event);
        if (renumbered[code] == 0) {
          table.add(column.table().get(code));
          renumbered[code] = table.size();
        }
        codes[size++] = renumbered[code] - 1;
      }
    }
    return new Part<>(Arrays.copyOf(codes, size), table);
  }

  static <T> void write(ByteSink to, Part<T> part, Values.Writer<T> writer) {
    Values.writeTable(to, part.table, writer);
    writeCodes(to, part.codes);
  }

  static <T> Coded<T> read(ByteSource from, int events, Values.Reader<T> reader)
      throws IOException {
    List<T> table = Values.readTable(from, reader);
    int[] codes = readCodes(from, events, table.size());
    return new Coded<>(Codes.of(codes, table.size()), List.copyOf(table));
  }

  static void writeCodes(ByteSink to, int[] codes) {
    int max = 0;
    int runs = 0;
    for (int i = 0; i < codes.length; i++) {
      max = Math.max(max, codes[i]);
      runs += i == 0 || codes[i] != codes[i - 1] ? 1 : 0;
    }
    if (max == 0) {
      to.writeByte(CONSTANT);
    } else if (runs < codes.length / 3) {
      to.writeByte(RUNS);
      writeRuns(to, codes);
    } else {
      to.writeByte(PLANES);
      int planes = (Integer.SIZE - Integer.numberOfLeadingZeros(max) + 7) / 8;
      to.writeByte(planes);
      byte[] plane = new byte[codes.length];
      for (int shift = 0; shift < planes * 8; shift += 8) {
        for (int i = 0; i < codes.length; i++) {
          plane[i] = (byte) (codes[i] >>> shift);
        }
        to.writeBytes(plane, 0, plane.length);
      }
    }
  }

  private static void writeRuns(ByteSink to, int[] codes) {
    int seen = 0;
    for (int from = 0; from < codes.length; ) {
      int end = from + 1;
      while (end < codes.length && codes[end] == codes[from]) {
        end++;
      }
      to.writeVarint(end - from);
      to.writeZigzag(seen - codes[from]);
      seen = Math.max(seen, codes[from] + 1);
      from = end;
    }
  }

  /**
   * Reads codes.
   *
   * @param limit every code must lie below
   */
  static int[] readCodes(ByteSource from, int events, int limit) throws IOException {
    int[] codes = new int[events];
    int shape = from.readByte();
    if (shape == RUNS) {
      readRuns(from, codes);
    } else if (shape == PLANES) {
      int planes = from.readByte();
      if (planes > Integer.BYTES) {
        throw new IOException("codes of " + planes + " bytes");
      }
      for (int shift = 0; shift < planes * 8; shift += 8) {
        int at = from.position();
        from.skip(events);
        byte[] bytes = from.array();
        for (int i = 0; i < events; i++) {
          codes[i] |= (bytes[at + i] & 0xFF) << shift;
        }
      }
    } else if (shape != CONSTANT) {
      throw new IOException("codes of unknown shape " + shape);
    }
    for (int code : codes) {
      if (code < 0 || code >= limit) {
        throw new IOException("code %d of a table of %d".formatted(code, limit));
      }
    }
    return codes;
  }

  private static void readRuns(ByteSource from, int[] codes) throws IOException {
    int seen = 0;
    for (int at = 0; at < codes.length; ) {
      long length = from.readVarint();
      if (length < 1 || length > codes.length - at) {
        throw new IOException("a run of " + length + " codes");
      }
      int code = seen - (int) from.readZigzag();
      Arrays.fill(codes, at, at + (int) length, code);
      seen = Math.max(seen, code + 1);
      at += (int) length;
    }
  }
}
