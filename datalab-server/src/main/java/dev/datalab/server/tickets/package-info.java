/** Tickets for the WebSockets of the dashboard, since no access token ever stands in an address. */
@NullMarked
package dev.datalab.server.tickets;

import org.jspecify.annotations.NullMarked;
