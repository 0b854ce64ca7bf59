package dev.datalab.platform.apptoken;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Calls whose work is done where what they concern is not there. */
final class Absent {
  private Absent() {}

  /** Makes a call; an app that isn't there any more has nothing to unlock. */
  static void isFine(Runnable call) {
    pass(call, Status.Code.NOT_FOUND);
  }

  /** Makes a call; a peer that doesn't know it has no sockets to close. */
  static void isFineOrUnknown(Runnable call) {
    pass(call, Status.Code.UNIMPLEMENTED);
  }

  private static void pass(Runnable call, Status.Code fine) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code != Status.Code.NOT_FOUND && code != fine) {
        throw e;
      }
    }
  }
}
