/**
 * A visitor that is a program: hello, the stream's WebSocket, numbering, acknowledgements and
 * resuming, as the snippet does them in a browser. The demo, the load generator and the tests come
 * in by this door.
 */
@NullMarked
package dev.datalab.server.client.visitor;

import org.jspecify.annotations.NullMarked;
