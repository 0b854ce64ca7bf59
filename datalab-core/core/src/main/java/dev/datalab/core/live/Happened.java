package dev.datalab.core.live;

/**
 * An event of a visitor, in short: when, its name, and the numbers of what it shares with others.
 *
 * @param symbol what happened
 * @param page the address on which it happened
 * @param dimensions of its session
 * @param properties what the site told about it
 */
record Happened(
    long time, long stream, long seq, int symbol, int page, int dimensions, int properties) {
  /** What one takes, with its place in a list, in bytes. */
  static final long BYTES = 72;

  /** Its place in the order (time, stream, seq): below 0 if it comes before that event. */
  int compareTo(long otherTime, long otherStream, long otherSeq) {
    if (time != otherTime) {
      return Long.compare(time, otherTime);
    }
    return stream != otherStream ? Long.compare(stream, otherStream) : Long.compare(seq, otherSeq);
  }
}
