package dev.datalab.server.rpc;

import java.util.Arrays;
import java.util.Optional;

/** A part of the server that may run in a process of its own. */
public enum Role {
  /** HTTP: everything that comes from outside. */
  GATEWAY("gateway"),
  /** Users and organizations. */
  USER_META("user-meta"),
  /** Passwords and tokens of people. */
  USER_AUTH("user-auth"),
  /** Apps, members, invitations. */
  APP_META("app-meta"),
  /** Configurations of apps. */
  APP_CONFIG("app-config"),
  /** Tokens of apps, and the sagas of locking and unlocking. */
  APP_TOKEN("app-token"),
  /** Plans and usage. */
  SUBSCRIPTION("subscription"),
  /** Notifications. */
  NOTIFICATION("notification"),
  /** Events in, and what is kept of them. */
  EVENT_MANAGER("eventmanager"),
  /** From the bus to the distributed store. */
  WRITER("writer"),
  /** Questions about events. */
  ANALYSIS("analysis"),
  /** The dashboard's files. */
  WEB("web");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  /** Its name on the command line and in a swarm. */
  public String id() {
    return id;
  }

  /** The role of a name; empty if there is none. */
  public static Optional<Role> of(String id) {
    return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
  }
}
