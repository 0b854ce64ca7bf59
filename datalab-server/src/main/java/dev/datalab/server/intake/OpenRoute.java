package dev.datalab.server.intake;

import dev.datalab.ingest.intake.Intake;
import dev.datalab.ingest.intake.IntakeRefusal;
import dev.datalab.ingest.socket.StreamEndpoint;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.socket.Handshake;
import dev.datalab.server.socket.WebSocketRoute;
import jakarta.websocket.Endpoint;

/** The WebSocket of a stream. Thread-safe. */
public final class OpenRoute implements WebSocketRoute {
  private final Intake intake;

  /** Opens sockets of an intake. */
  public OpenRoute(Intake intake) {
    this.intake = intake;
  }

  @Override
  public String path() {
    return "/api/v1/open";
  }

  @Override
  public Endpoint accept(Handshake handshake) {
    try {
      intake.admit(handshake.ticket(), handshake.origin());
    } catch (IntakeRefusal e) {
      throw new ProblemException(Refusals.problem(e));
    }
    return new StreamEndpoint(intake, handshake.ticket());
  }
}
