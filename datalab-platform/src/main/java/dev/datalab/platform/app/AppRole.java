package dev.datalab.platform.app;

/** What a user may do with an app; the earlier, the more. */
public enum AppRole {
  /** The one owner: tokens, unlocking, members, invitations, deletion, hand-over, and all below. */
  OWNER,
  /** Changes the app and, while it is unlocked, its configuration; and all below. */
  EDITOR,
  /** Reads the app, its configuration and its answers. */
  VIEWER;

  /** Whether this role admits everything that the other one admits. */
  public boolean admits(AppRole other) {
    return compareTo(other) <= 0;
  }
}
