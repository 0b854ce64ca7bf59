/**
 * The intake's WebSocket, written against the API of {@code jakarta.websocket} alone, so that any
 * container may carry it.
 *
 * <p>The API can't refuse a handshake with a status. So the host looks at the ticket before the
 * container does, with {@link dev.datalab.ingest.intake.Intake#admit}, in a filter of its own, and
 * answers a refusal as it likes.
 */
@NullMarked
package dev.datalab.ingest.socket;

import org.jspecify.annotations.NullMarked;
