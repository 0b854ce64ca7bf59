package dev.datalab.platform.app;

/** Who sees an app. */
enum AppVisibility {
  /** Every colleague of the owner is an editor; nobody is invited. */
  PUBLIC,
  /** The owner and the members only. */
  PRIVATE
}
