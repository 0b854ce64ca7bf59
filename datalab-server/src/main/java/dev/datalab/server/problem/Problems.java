package dev.datalab.server.problem;

import dev.datalab.platform.rpc.Rejection;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps failures to problems. What is nobody's rule is a defect: it is logged with its stack trace
 * under the request's id, and the client is told the id and nothing else.
 */
public final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /**
   * The problem of a failure.
   *
   * @param failure what was thrown
   * @param requestId names the request in the log and to the client
   */
  public static Problem of(Throwable failure, String requestId) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof Rejection rejection) {
      return of(rejection, requestId);
    }
    if (failure instanceof StatusRuntimeException status) {
      return of(Rejection.of(status), requestId);
    }
    if (failure instanceof StatusException status) {
      return of(status.getStatus().asRuntimeException(status.getTrailers()), requestId);
    }
    if (failure instanceof IOException) {
      log.info("a request breaks off: {}", failure.toString());
      return Problem.of(400, "The body broke off. Send the request again, with all of its body.");
    }
    return defect(failure, requestId);
  }

  private static Problem of(Rejection rejection, String requestId) {
    int status = rejection.kind().httpStatus();
    if (status >= 500) {
      Throwable cause = rejection.getCause() == null ? rejection : rejection.getCause();
      if (rejection.kind() == Rejection.Kind.DEFECT) {
        return defect(cause, requestId);
      }
      log.warn("a request is answered with {}: {}", status, cause.toString());
      return Problem.retry(status, rejection.detail(), 1);
    }
    List<Problem.Fault> errors =
        rejection.violations().stream()
            .map(one -> new Problem.Fault(one.pointer(), one.detail()))
            .toList();
    return new Problem(status, rejection.detail(), errors, rejection.retryAfter().toSeconds());
  }

  private static Problem defect(Throwable failure, String requestId) {
    log.error("a request fails by a defect", failure);
    return Problem.of(
        500,
        "The server failed on this request. Its log says why under the request id "
            + requestId
            + ": give this id to whoever runs the server.");
  }
}
