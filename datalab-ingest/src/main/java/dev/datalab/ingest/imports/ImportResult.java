package dev.datalab.ingest.imports;

import java.util.List;

/**
 * What became of an import, once it is durable. Blank lines count in none of the figures.
 *
 * @param accepted lines that are stored now and were not before
 * @param duplicates lines that were settled before in the same import, or bear an id that the app
 *     has seen within 30 days
 * @param rejected the first {@value #MAX_DETAILED} lines that break a rule
 * @param rejectedTotal how many break one
 * @param nextLine the number of the line after the last
 */
public record ImportResult(
    long accepted,
    long duplicates,
    List<RejectedLine> rejected,
    long rejectedTotal,
    long nextLine) {
  /** The most rejected lines that are told one by one. */
  public static final int MAX_DETAILED = 1_000;

  /** Copies the list. */
  public ImportResult {
    rejected = List.copyOf(rejected);
  }

  /**
   * A line that was not stored.
   *
   * @param line its number in the import, from 1, blank lines counted
   * @param detail the field, the rule and the remedy
   */
  public record RejectedLine(long line, String detail) {}
}
