/**
 * The life of a session on the server: hello, ticket, socket or posted frames, acknowledgement,
 * goodbye.
 *
 * <pre>{@code
 * Intake intake = Intake.builder(apps, EventSink.of(events), sessions).build();
 * Optional<HelloAnswer> answer = intake.hello(request);           // POST /hello; empty: 204
 * intake.admit(ticket, origin);                                   // before the handshake of a socket
 * StreamConnection connection = intake.open(ticket, peer);        // after it
 * connection.text("{\"seq\":1,\"events\":[…]}");                 // answered by peer.send("{\"ack\":1}")
 * intake.append(body, origin).thenAccept(ack -> …);               // POST /events
 * }</pre>
 *
 * <p>A host implements {@link dev.datalab.ingest.intake.AppDirectory}, which knows apps and their
 * tokens, and calls {@link dev.datalab.ingest.intake.Intake#sweep} about once a second. Sockets of
 * {@code jakarta.websocket} are in {@link dev.datalab.ingest.socket}; for others, implement {@link
 * dev.datalab.ingest.intake.Peer}.
 *
 * <p>Acknowledged means durable: an acknowledgement is sent when the store's commit has returned,
 * never before. {@code (session, stream, seq)} names an event for ever. Frames come in any order,
 * overlapping, over any transport and as often as they like: each event is stored once.
 *
 * <p>The server closes a socket with
 *
 * <ul>
 *   <li>1000 after goodbye, when everything is acknowledged,
 *   <li>1003 for a binary message, 1008 for a text that is no frame, 1009 for one that is too
 *       large,
 *   <li>1008 too when the app's token was revoked,
 *   <li>1012 when the server stops,
 *   <li>1013 beyond the window, over a limit, or when nothing can be stored now,
 *   <li>4000 when another socket of the stream has taken its place,
 *   <li>4001 when nothing came for 30 minutes.
 * </ul>
 */
@NullMarked
package dev.datalab.ingest.intake;

import org.jspecify.annotations.NullMarked;
