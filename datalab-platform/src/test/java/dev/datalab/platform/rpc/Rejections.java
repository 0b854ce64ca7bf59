package dev.datalab.platform.rpc;

import io.grpc.StatusRuntimeException;

/** What a call over a transport was refused with. */
public final class Rejections {
  private Rejections() {}

  public static Rejection of(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      return Rejection.of(e);
    }
    throw new AssertionError("the call was answered, and should have been refused");
  }
}
