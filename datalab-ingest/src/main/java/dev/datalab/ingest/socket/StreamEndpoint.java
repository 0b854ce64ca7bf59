package dev.datalab.ingest.socket;

import static java.util.Objects.requireNonNull;

import dev.datalab.ingest.intake.Intake;
import dev.datalab.ingest.intake.IntakeRefusal;
import dev.datalab.ingest.intake.StreamConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears one socket of a stream. Its ticket was admitted before, by {@link Intake#admit}; a socket
 * whose ticket was not is closed with 1008.
 *
 * <p>The container's own idle timer is switched off: the intake closes what is idle. Messages are
 * taken in the parts in which the container has them, mostly one; a whole message is never gathered
 * unless it came in several.
 */
public final class StreamEndpoint extends Endpoint {
  private static final Logger log = LoggerFactory.getLogger(StreamEndpoint.class);

  /** The most characters of a message; it is at most as many bytes. */
  private static final int LONGEST_MESSAGE = 65_536;

  private static final String TICKET = "ticket";

  private final Intake intake;
  private @Nullable Function<Session, String> ticket;
  private @Nullable SocketPeer peer;
  private @Nullable StreamConnection connection;
  private @Nullable StringBuilder begun;

  /** An endpoint for the socket of a ticket. */
  public StreamEndpoint(Intake intake, String ticket) {
    this(intake, session -> ticket);
    requireNonNull(ticket, TICKET);
  }

  private StreamEndpoint(Intake intake, Function<Session, String> ticket) {
    this.intake = requireNonNull(intake, "intake");
    this.ticket = ticket;
  }

  /**
   * A configuration to deploy in a container. The ticket is the parameter {@code ticket} of the
   * address.
   *
   * @param path where, as {@code /api/v1/open}
   */
  public static ServerEndpointConfig config(Intake intake, String path) {
    requireNonNull(intake, "intake");
    return ServerEndpointConfig.Builder.create(StreamEndpoint.class, path)
        .configurator(
            new ServerEndpointConfig.Configurator() {
              @Override
              public <T> T getEndpointInstance(Class<T> endpointClass) {
                return endpointClass.cast(new StreamEndpoint(intake, StreamEndpoint::ofAddress));
              }
            })
        .build();
  }

  private static String ofAddress(Session session) {
    List<String> tickets = session.getRequestParameterMap().get(TICKET);
    return tickets == null || tickets.isEmpty() ? "" : tickets.get(0);
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(-1);
    SocketPeer opened = new SocketPeer(session);
    peer = opened;
    try {
      Function<Session, String> of = requireNonNull(ticket, TICKET);
      ticket = null;
      connection = intake.open(of.apply(session), opened);
    } catch (IntakeRefusal e) {
      opened.close(
          e.kind() == IntakeRefusal.Kind.UNAVAILABLE
              ? CloseReason.CloseCodes.SERVICE_RESTART.getCode()
              : CloseReason.CloseCodes.VIOLATED_POLICY.getCode(),
          "The ticket is not good any more; say hello again.");
      return;
    }
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::text);
    session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) this::binary);
  }

  private void text(String part, boolean last) {
    StreamConnection open = requireNonNull(connection, "connection");
    try {
      if (last && begun == null) {
        open.text(part);
      } else {
        gather(open, part, last);
      }
    } catch (RuntimeException e) {
      log.error("a message could not be handled; its socket is closed", e);
      requireNonNull(peer, "peer")
          .close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "Unexpected failure.");
    }
  }

  private void gather(StreamConnection open, String part, boolean last) {
    StringBuilder message = begun == null ? new StringBuilder(2 * part.length()) : begun;
    begun = message;
    // What is too long is cut here and refused there.
    message.append(part, 0, Math.min(part.length(), LONGEST_MESSAGE + 1 - message.length()));
    if (last || message.length() > LONGEST_MESSAGE) {
      begun = null;
      open.text(message.toString());
    }
  }

  private void binary(ByteBuffer part, boolean last) {
    requireNonNull(connection, "connection").binary();
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (connection != null) {
      connection.gone();
    }
  }

  @Override
  public void onError(Session session, Throwable failure) {
    log.debug("a socket failed", failure);
  }
}
