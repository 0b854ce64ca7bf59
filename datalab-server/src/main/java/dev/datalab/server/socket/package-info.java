/**
 * WebSockets of the server, apart from what carries them.
 *
 * <p>A {@link dev.datalab.server.socket.WebSocketRoute} says where a WebSocket is, who may open it
 * and what hears it. Dagger collects them ({@code @IntoSet}); the listener carries them.
 */
@NullMarked
package dev.datalab.server.socket;

import org.jspecify.annotations.NullMarked;
