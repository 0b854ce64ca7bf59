/**
 * The calls about past events: import, export and archives. They stream: neither side of the
 * gateway ever holds more of a transfer than a piece.
 */
@NullMarked
package dev.datalab.server.history;

import org.jspecify.annotations.NullMarked;
