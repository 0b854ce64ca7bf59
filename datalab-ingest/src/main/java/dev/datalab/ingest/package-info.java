/**
 * The way of an event from the visitor's browser to durable storage: hello, ticket, WebSocket or
 * beacon, limits, de-duplication, group commit, acknowledgement.
 *
 * <p>It speaks to the outside through the {@code jakarta.websocket} API and to the store through
 * the ports of {@code datalab-core}; which server and which store stand behind them is the host's
 * choice.
 */
@NullMarked
package dev.datalab.ingest;

import org.jspecify.annotations.NullMarked;
