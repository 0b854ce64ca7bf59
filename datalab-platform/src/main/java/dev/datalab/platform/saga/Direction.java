package dev.datalab.platform.saga;

/** Where a saga goes that did not get through. */
public enum Direction {
  /** Back: its steps are compensated in reverse. */
  BACKWARD,
  /** On: its steps are performed until all have taken place. */
  FORWARD
}
