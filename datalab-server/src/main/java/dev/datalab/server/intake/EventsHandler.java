package dev.datalab.server.intake;

import dev.datalab.ingest.intake.Intake;
import dev.datalab.ingest.intake.IntakeRefusal;
import dev.datalab.server.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/events}. Thread-safe. */
public final class EventsHandler extends CrossOriginPost {
  private static final Logger log = LoggerFactory.getLogger(EventsHandler.class);

  private final Intake intake;

  /**
   * A handler.
   *
   * @param atMost how long a client may take for its body, and the store for its commit
   */
  public EventsHandler(Intake intake, Duration atMost) {
    super(atMost);
    this.intake = intake;
  }

  @Override
  Exchange.Body handler(Request request) {
    String origin = header(request, "Origin");
    // The store's thread has other frames to commit; the listener's workers write the answers.
    @Nullable Executor workers = request.getRequestExecutor();
    Executor answers = workers == null ? Runnable::run : workers;
    return (body, exchange) -> append(body, origin, exchange, answers);
  }

  private void append(byte[] body, String origin, Exchange exchange, Executor answers) {
    try {
      var unused =
          intake
              .append(body, origin)
              .whenCompleteAsync(
                  (ack, failure) ->
                      exchange.inContext(() -> answer(exchange, origin, ack, failure)),
                  answers);
    } catch (IntakeRefusal e) {
      exchange.refuse(Refusals.problem(e), e.isToOwnOrigin() ? Cors.own(origin) : Cors.other());
    }
  }

  private static void answer(
      Exchange exchange, String origin, @Nullable Long ack, @Nullable Throwable failure) {
    if (ack == null) {
      log.error("events can't be stored", failure);
      exchange.refuse(Refusals.notStored(), Cors.own(origin));
      return;
    }
    byte[] json = ("{\"ack\":" + ack + "}").getBytes(StandardCharsets.UTF_8);
    exchange.answer(202, Cors.own(origin), json);
  }
}
