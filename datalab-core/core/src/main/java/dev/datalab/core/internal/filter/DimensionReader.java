package dev.datalab.core.internal.filter;

import dev.datalab.core.channel.Origins;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.internal.filter.Column.Value;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Site;

/** Reads a dimension from an entry of the table of its {@link Column}. */
final class DimensionReader {
  private final Dimension dimension;
  private final Origins origins;

  DimensionReader(Dimension dimension, Site site) {
    this.dimension = dimension;
    this.origins = new Origins(site.url());
  }

  Value read(Object entry) {
    if (entry instanceof EventProperties properties) {
      return properties
          .text(((Dimension.Property) dimension).name())
          .map(text -> new Value(text, text, true))
          .orElse(Value.NONE);
    } else if (entry instanceof Dimensions dimensions) {
      return read(dimensions);
    }
    String page = (String) entry;
    return page.isEmpty() ? Value.NONE : Value.of(UrlName.path(page));
  }

  private Value read(Dimensions of) {
    return switch ((BuiltIn) dimension) {
      case REFERRER ->
          of.referrer().isEmpty()
              ? Value.NONE
              : new Value(UrlName.host(of.referrer()), of.referrer(), true);
      case CHANNEL -> Value.of(origins.of(of).channel().label());
      case UTM_SOURCE -> Value.of(of.utm().source());
      case UTM_MEDIUM -> Value.of(of.utm().medium());
      case UTM_CAMPAIGN -> Value.of(of.utm().campaign());
      case UTM_TERM -> Value.of(of.utm().term());
      case UTM_CONTENT -> Value.of(of.utm().content());
      case BROWSER -> Value.of(of.browser());
      case OS -> Value.of(of.os());
      case DEVICE -> Value.of(of.device());
      case LANGUAGE -> Value.of(of.language());
      case SCREEN -> Value.of(of.screen());
      case PAGE, CAMPAIGN, VISITOR_TYPE ->
          throw new IllegalStateException(dimension + " is not among the session's dimensions");
    };
  }
}
