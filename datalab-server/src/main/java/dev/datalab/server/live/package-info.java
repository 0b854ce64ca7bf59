/**
 * The live view of apps, over a WebSocket: who is here now, where they stand in the funnels, and
 * what they do.
 *
 * <p>{@link dev.datalab.server.live.LiveHub} is told of every event right after it is stored. Of
 * apps that nobody watches it forgets them at once. The first watcher of an app makes a {@code
 * WatchedApp}: a view that is loaded from the store and then fed, looked at twice a second, and
 * gone with the last watcher. Between the intake and the view lies a bounded queue, so that the
 * intake never waits; between the view and a slow watcher nothing lies, for each is sent the newest
 * when they have taken what was sent before.
 *
 * <p>Who may watch is decided at the handshake and asked again every few seconds: of AppMeta, on
 * behalf of each watcher. The funnels are asked of AppConfig.
 */
@NullMarked
package dev.datalab.server.live;

import org.jspecify.annotations.NullMarked;
