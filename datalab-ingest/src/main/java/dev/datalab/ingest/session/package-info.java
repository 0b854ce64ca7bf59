/**
 * Sessions as they are kept between hellos: who came, under which token, with which streams and
 * clocks. Durable before a hello is answered, so that a server that was killed continues every
 * session.
 *
 * <pre>{@code
 * try (SessionStore sessions = SqliteSessionStore.open(Path.of("data/sessions.db"))) {
 *   Intake intake = Intake.builder(apps, EventSink.of(events), sessions).build();
 *   …
 * }
 * }</pre>
 *
 * <p>Addresses of visitors are kept nowhere. The salts of cookieless mode are overwritten when
 * their day is over, in the file and in its log.
 */
@NullMarked
package dev.datalab.ingest.session;

import org.jspecify.annotations.NullMarked;
