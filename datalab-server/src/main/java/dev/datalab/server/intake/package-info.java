/**
 * Where visitors' browsers come in: {@code POST /hello}, {@code POST /events} and the WebSocket
 * {@code /open}. The rules are the library's ({@code datalab-ingest}); here is what only a server
 * has: headers, cookies, CORS, and what is asked of other services about apps.
 */
@NullMarked
package dev.datalab.server.intake;

import org.jspecify.annotations.NullMarked;
