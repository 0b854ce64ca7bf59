package dev.datalab.ingest.json;

/**
 * ISO 8601 instants, by hand: {@code java.time} takes a microsecond and an exception for each that
 * is wrong, and every line of an import has one.
 *
 * <p>Reads {@code YYYY-MM-DDThh:mm[:ss[.f…]]} followed by {@code Z}, {@code ±hh:mm}, {@code ±hhmm}
 * or {@code ±hh}; digits beyond the milliseconds are cut off. Days are counted as in Howard
 * Hinnant's "chrono-compatible low-level date algorithms".
 */
final class IsoTime {
  /** What {@link #parse} answers for a text that is no instant. */
  static final long INVALID = Long.MIN_VALUE;

  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long FIRST_PRINTED = -62_167_219_200_000L;
  private static final long LAST_PRINTED = 253_402_300_799_999L;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private IsoTime() {}

  /** The instant in milliseconds since the epoch, or {@link #INVALID}. */
  static long parse(char[] text, int offset, int length) {
    int end = offset + length;
    if (length < 17
        || text[offset + 4] != '-'
        || text[offset + 7] != '-'
        || text[offset + 10] != 'T'
        || text[offset + 13] != ':') {
      return INVALID;
    }
    int year = digits(text, offset, 4);
    int month = digits(text, offset + 5, 2);
    int day = digits(text, offset + 8, 2);
    int hour = digits(text, offset + 11, 2);
    int minute = digits(text, offset + 14, 2);
    int at = offset + 16;
    int second = 0;
    int milli = 0;
    if (at + 2 < end && text[at] == ':') {
      second = digits(text, at + 1, 2);
      at += 3;
      if (at < end && (text[at] == '.' || text[at] == ',')) {
        int scale = 100;
        int first = ++at;
        for (; at < end && isDigit(text[at]); at++) {
          milli += scale * (text[at] - '0');
          scale /= 10;
        }
        if (at == first) {
          return INVALID;
        }
      }
    }
    int zone = zoneMinutes(text, at, end);
    if (year < 0
        || month < 1
        || month > 12
        || day < 1
        || day > daysOf(year, month)
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || zone == Integer.MIN_VALUE) {
      return INVALID;
    }
    long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - zone;
    return (minutes * 60 + second) * 1000 + milli;
  }

  /** Whether {@link #print} can write the instant: it lies in the years 0 to 9999. */
  static boolean isPrintable(long millis) {
    return millis >= FIRST_PRINTED && millis <= LAST_PRINTED;
  }

  /**
   * Writes an instant in UTC with milliseconds, 24 characters.
   *
   * @param millis see {@link #isPrintable}
   */
  static void print(long millis, char[] text) {
    long epochDay = Math.floorDiv(millis, MILLIS_PER_DAY);
    int inDay = (int) Math.floorMod(millis, MILLIS_PER_DAY);
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * dayOfYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    write(text, 0, 4, year);
    text[4] = '-';
    write(text, 5, 2, month);
    text[7] = '-';
    write(text, 8, 2, dayOfYear - (153 * fromMarch + 2) / 5 + 1);
    text[10] = 'T';
    write(text, 11, 2, inDay / 3_600_000);
    text[13] = ':';
    write(text, 14, 2, inDay / 60_000 % 60);
    text[16] = ':';
    write(text, 17, 2, inDay / 1000 % 60);
    text[19] = '.';
    write(text, 20, 3, inDay % 1000);
    text[23] = 'Z';
  }

  private static void write(char[] text, int at, int width, int number) {
    int rest = number;
    for (int i = at + width - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Minutes east of UTC, or the smallest number where no zone stands. */
  private static int zoneMinutes(char[] text, int at, int end) {
    int length = end - at;
    if (length == 1 && text[at] == 'Z') {
      return 0;
    }
    if (length != 3 && length != 5 && !(length == 6 && text[at + 3] == ':')) {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, at + 1, 2);
    int minutes = length == 3 ? 0 : digits(text, end - 2, 2);
    boolean east = text[at] == '+';
    if ((!east && text[at] != '-') || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    return (east ? 1 : -1) * (hours * 60 + minutes);
  }

  /** A number of some digits, or below 0 where there is something else. */
  private static int digits(char[] text, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
  }

  private static long epochDay(int year, int month, int day) {
    long shifted = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(shifted, 400L);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }
}
