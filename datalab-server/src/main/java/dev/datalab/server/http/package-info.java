/**
 * The one listener: REST, static files and, beside them on the same port, WebSockets.
 *
 * <p>{@link dev.datalab.server.http.WebServer} owns a Grizzly server with one network listener. Its
 * only handler is the {@code FrontHandler}: it gives each request its id, sends it to REST (Jersey)
 * or to the static files, sees to it that whatever fails ends as a problem, and writes the access
 * log. {@code ProblemCodec} takes the place of Grizzly's HTTP codec, so that a request that is
 * broken before any handler sees it is answered with a problem too. A WebSocket endpoint joins as
 * an {@code AddOn} of the listener: it filters upgrades before the handler and leaves everything
 * else alone.
 */
@NullMarked
package dev.datalab.server.http;

import org.jspecify.annotations.NullMarked;
