package dev.datalab.core.block;

/**
 * A column of indexes into a table, in the narrowest type that holds them all. The arrays are the
 * column itself: read them, don't write.
 */
@SuppressWarnings("ArrayRecordComponent") // the array is the column; nobody compares columns
public sealed interface Codes {
  /** The code of an event; not negative. */
  int get(int event);

  /** How many events the column has. */
  int size();

  /**
   * Copies the codes of neighbouring events: a loop over a visitor's events is so compiled once,
   * and not for each width.
   *
   * @param to behind the last event
   * @param into takes them, from index 0 on
   */
  void read(int from, int to, int[] into);

  /** Codes below 256. */
  record Bytes(byte[] codes) implements Codes {
    @Override
    public int get(int event) {
      return codes[event] & 0xFF;
    }

    @Override
    public void read(int from, int to, int[] into) {
      for (int event = from; event < to; event++) {
        into[event - from] = codes[event] & 0xFF;
      }
    }

    @Override
    public int size() {
      return codes.length;
    }
  }

  /** Codes below 65,536. */
  record Chars(char[] codes) implements Codes {
    @Override
    public int get(int event) {
      return codes[event];
    }

    @Override
    public void read(int from, int to, int[] into) {
      for (int event = from; event < to; event++) {
        into[event - from] = codes[event];
      }
    }

    @Override
    public int size() {
      return codes.length;
    }
  }

  /** All others. */
  record Ints(int[] codes) implements Codes {
    @Override
    public int get(int event) {
      return codes[event];
    }

    @Override
    public void read(int from, int to, int[] into) {
      System.arraycopy(codes, from, into, 0, to - from);
    }

    @Override
    public int size() {
      return codes.length;
    }
  }

  /** The narrowest column of these codes into a table of {@code tableSize} entries. */
  static Codes of(int[] codes, int tableSize) {
    if (tableSize <= 1 << Byte.SIZE) {
      byte[] narrow = new byte[codes.length];
      for (int i = 0; i < codes.length; i++) {
        narrow[i] = (byte) codes[i];
      }
      return new Bytes(narrow);
    }
    if (tableSize <= 1 << Character.SIZE) {
      char[] narrow = new char[codes.length];
      for (int i = 0; i < codes.length; i++) {
        narrow[i] = (char) codes[i];
      }
      return new Chars(narrow);
    }
    return new Ints(codes);
  }
}
