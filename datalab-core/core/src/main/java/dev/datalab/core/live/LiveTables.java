package dev.datalab.core.live;

import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.EventProperties;

/** What the events of a live view share. Not safe for use by several threads. */
final class LiveTables {
  /** An object with its fields and the object that a text has inside, in bytes. */
  private static final long OBJECT_BYTES = 64;

  final SharedValues<Symbol> symbols = new SharedValues<>(new Symbol.Moved(), LiveTables::sizeOf);
  final SharedValues<String> pages = new SharedValues<>("", LiveTables::sizeOf);
  final SharedValues<Dimensions> dimensions =
      new SharedValues<>(Dimensions.NONE, LiveTables::sizeOf);
  final SharedValues<EventProperties> properties =
      new SharedValues<>(EventProperties.NONE, LiveTables::sizeOf);

  /** Lets go of what a visitor's event used. */
  void release(PresentVisitor visitor, int place) {
    symbols.release(visitor.symbol(place));
    pages.release(visitor.page(place));
    dimensions.release(visitor.dimensions(place));
    properties.release(visitor.properties(place));
  }

  /** About how many bytes all of it takes. */
  long bytes() {
    return symbols.bytes() + pages.bytes() + dimensions.bytes() + properties.bytes();
  }

  private static long sizeOf(String text) {
    return OBJECT_BYTES + 2L * text.length();
  }

  private static long sizeOf(Symbol symbol) {
    if (symbol instanceof Symbol.Clicked clicked) {
      long bytes = OBJECT_BYTES;
      for (Element element : clicked.path()) {
        bytes +=
            OBJECT_BYTES
                + sizeOf(element.xpath())
                + sizeOf(element.id())
                + sizeOf(element.name())
                + sizeOf(element.label());
      }
      return bytes;
    } else if (symbol instanceof Symbol.Visited visited) {
      return OBJECT_BYTES + sizeOf(visited.url());
    } else if (symbol instanceof Symbol.Named named) {
      return OBJECT_BYTES + sizeOf(named.name());
    } else if (symbol instanceof Symbol.Hovered hovered) {
      return OBJECT_BYTES + sizeOf(hovered.element()) + sizeOf(hovered.target());
    }
    return OBJECT_BYTES;
  }

  private static long sizeOf(Dimensions of) {
    Dimensions.Utm utm = of.utm();
    return 2 * OBJECT_BYTES
        + sizeOf(of.referrer())
        + sizeOf(of.browser())
        + sizeOf(of.os())
        + sizeOf(of.device())
        + sizeOf(of.language())
        + sizeOf(of.screen())
        + sizeOf(utm.source())
        + sizeOf(utm.medium())
        + sizeOf(utm.campaign())
        + sizeOf(utm.term())
        + sizeOf(utm.content());
  }

  private static long sizeOf(EventProperties properties) {
    return OBJECT_BYTES + properties.bytes();
  }
}
