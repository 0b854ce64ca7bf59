package dev.datalab.core.funnel;

/** What may lie between the stages. */
public enum Order {
  /** Anything. */
  ORDERED,
  /** Nothing. */
  STRICT,
  /** The stages come in whatever order. */
  ANY
}
