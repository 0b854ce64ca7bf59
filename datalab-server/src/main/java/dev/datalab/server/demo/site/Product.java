package dev.datalab.server.demo.site;

import java.util.List;

/**
 * Something that is sold.
 *
 * @param slug the last part of its page's address
 * @param name what it is called
 * @param euros its price, in whole euros
 * @param sizes what it can be had in
 * @param line what it is, in a line
 * @param text what to know of it, in a paragraph
 * @param facts the rest, a few words each
 */
public record Product(
    String slug,
    String name,
    int euros,
    SizeGuide sizes,
    String line,
    String text,
    List<String> facts) {

  /** Copies the facts. */
  public Product {
    facts = List.copyOf(facts);
  }

  /** The path of its page. */
  public String page() {
    return "/products/" + slug;
  }

  /** The price in euros, as it is told to datalab. */
  public double price() {
    return euros;
  }

  /** The path of its picture. */
  String picture() {
    return "/pictures/" + slug + ".svg";
  }
}
