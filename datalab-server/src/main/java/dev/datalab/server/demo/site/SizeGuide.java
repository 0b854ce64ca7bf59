package dev.datalab.server.demo.site;

import java.util.List;

/**
 * What a product can be had in, and how to find the right one.
 *
 * @param advice how to measure
 * @param columns what the table says of a size
 * @param rows a row a size; the size stands first
 */
public record SizeGuide(String advice, List<String> columns, List<List<String>> rows) {
  /** Shoes. */
  static final SizeGuide SHOES =
      new SizeGuide(
          "Stand on a sheet of paper in the socks you walk in, and measure from heel to toe.",
          List.of("Size", "Foot", "UK"),
          List.of(
              List.of("38", "24.0 cm", "5"),
              List.of("40", "25.3 cm", "6.5"),
              List.of("42", "26.7 cm", "8"),
              List.of("44", "28.0 cm", "9.5"),
              List.of("46", "29.3 cm", "11")));

  /** What is worn above the belt. */
  static final SizeGuide TOPS =
      new SizeGuide(
          "Measure around the widest part of the chest. Between two sizes, take the larger one.",
          List.of("Size", "Chest", "Sleeve"),
          List.of(
              List.of("S", "88–94 cm", "62 cm"),
              List.of("M", "95–101 cm", "64 cm"),
              List.of("L", "102–109 cm", "66 cm"),
              List.of("XL", "110–117 cm", "68 cm")));

  /** Hats. */
  static final SizeGuide HEADS =
      new SizeGuide(
          "Measure a finger's width above the ears.",
          List.of("Size", "Head"),
          List.of(List.of("M", "55–57 cm"), List.of("L", "58–60 cm")));

  /** What is carried on the back. */
  static final SizeGuide BACKS =
      new SizeGuide(
          "Measure from the bone at the base of the neck down to the top of the hips.",
          List.of("Size", "Back", "Weight"),
          List.of(List.of("S/M", "41–47 cm", "890 g"), List.of("M/L", "47–53 cm", "940 g")));

  /** What depends on how tall somebody is. */
  static final SizeGuide LENGTHS =
      new SizeGuide(
          "Go by your height. Between two sizes, take the longer one.",
          List.of("Size", "Height"),
          List.of(List.of("Regular", "up to 183 cm"), List.of("Long", "up to 198 cm")));

  /** What fits everybody. */
  static final SizeGuide ONE =
      new SizeGuide(
          "It comes in one size.",
          List.of("Size", "Fits"),
          List.of(List.of("One size", "everybody")));

  /** Copies the lists. */
  public SizeGuide {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
