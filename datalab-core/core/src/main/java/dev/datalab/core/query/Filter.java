package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A condition on events, asked of each event with its session's dimensions. */
public sealed interface Filter {
  /** Lets every event through. */
  Filter ALL = new And(List.of());

  /** All of them hold; none given means true. */
  record And(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** Any of them holds; none given means false. */
  record Or(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public Or {
      filters = List.copyOf(filters);
    }
  }

  /** It does not hold. */
  record Not(Filter filter) implements Filter {
    /** Requires a filter. */
    public Not {
      requireNonNull(filter, "filter");
    }
  }

  /**
   * A condition on one dimension. An event without a value fulfils none but {@link Op#IS_ABSENT}.
   *
   * @param values what the value is compared with, as text: any of them will do; empty only for
   *     {@link Op#IS_ABSENT} and {@link Op#IS_PRESENT}
   */
  record Is(Dimension dimension, Op op, List<String> values) implements Filter {
    /** Requires values where the operation compares. */
    public Is {
      requireNonNull(dimension, "dimension");
      requireNonNull(op, "op");
      values = List.copyOf(values);
      boolean compares = op != Op.IS_ABSENT && op != Op.IS_PRESENT;
      if (compares == values.isEmpty()) {
        throw new IllegalArgumentException(
            compares
                ? "value: '%s' compares with something; give a value.".formatted(op)
                : "value: '%s' compares with nothing; leave it out.".formatted(op));
      }
    }
  }

  /** How a value is compared. */
  enum Op {
    /** It is the same text. */
    EQUALS,
    /** The text occurs in it. */
    CONTAINS,
    /** It begins with the text. */
    PREFIX,
    /** A glob as of addresses. */
    GLOB,
    /** An RE2 expression, found anywhere. */
    REGEX,
    /** A number less than this. */
    LESS,
    /** A number at most this. */
    AT_MOST,
    /** A number greater than this. */
    GREATER,
    /** A number at least this. */
    AT_LEAST,
    /** The event has a value. */
    IS_PRESENT,
    /** The event has none. */
    IS_ABSENT
  }
}
