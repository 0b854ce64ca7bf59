package dev.datalab.server.rpc;

import io.grpc.Channel;

/** Where the services of a role are reached. Thread-safe. */
public interface ServiceChannels {
  /**
   * The channel to a role. It connects at its first call, sends request id and caller along, and
   * gives every unary call a deadline.
   */
  Channel to(Role role);
}
