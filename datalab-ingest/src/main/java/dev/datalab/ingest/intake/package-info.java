/**
 * The life of a session on the server: hello, ticket, socket or posted frames, acknowledgement,
 * goodbye.
 *
 * <pre>{@code
 * Intake intake = Intake.builder(apps, EventSink.of(events), sessions).build();
 * Optional<HelloAnswer> answer = intake.hello(request);           // POST /hello
 * intake.admit(ticket, origin);                                   // before the handshake of a socket
 * StreamConnection connection = intake.open(ticket, peer);        // after it
 * connection.text("{\"seq\":1,\"events\":[…]}");                 // answered by peer.send("{\"ack\":1}")
 * intake.append(body, origin).thenAccept(ack -> …);               // POST /events
 * }</pre>
 *
 * <p>Acknowledged means durable: an acknowledgement is sent when the store's commit has returned,
 * never before.
 */
@NullMarked
package dev.datalab.ingest.intake;

import org.jspecify.annotations.NullMarked;
