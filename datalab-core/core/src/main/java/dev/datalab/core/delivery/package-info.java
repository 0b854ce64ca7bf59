/**
 * Delivery: what became of the events that clients sent.
 *
 * <p>A client numbers its events, and a number is settled once: stored, refused for a reason, or
 * lost because the client can't send it any more. What comes again is the same number and not
 * another event. An event that bears an importer's id which the app knows already is a duplicate:
 * refused, and told apart. Days are those in UTC on which numbers were settled, whenever the events
 * happened.
 */
@NullMarked
package dev.datalab.core.delivery;

import org.jspecify.annotations.NullMarked;
