package dev.datalab.server.demo.visitors;

import dev.datalab.server.demo.site.Product;
import org.jspecify.annotations.Nullable;

/** What a shopper does; {@link #after} is how many milliseconds later than the act before. */
sealed interface Act {
  long after();

  String page();

  /** A page is opened; {@code elapsed} milliseconds on the one before, -1 where there was none. */
  record Open(long after, String from, String page, long elapsed) implements Act {}

  /** The site is left. */
  record Leave(long after, String page, long elapsed) implements Act {}

  /** Something is clicked. */
  record Click(long after, String page, String target, int x, int y, long elapsed) implements Act {}

  /** The pointer rests on an element, and then clicks it or not. */
  record Hover(
      long after,
      String page,
      String element,
      String target,
      boolean clicks,
      String pointer,
      long elapsed)
      implements Act {}

  /** The shop reports something of its own. */
  record Custom(long after, String page, String name, @Nullable Product product) implements Act {}
}
