/**
 * Dimensions and filters made ready for a block: what a condition asks of an event is looked up in
 * a table by the event's code, and only what depends on the visitor's sessions is asked per event.
 *
 * <p>Not for hosts.
 */
@NullMarked
package dev.datalab.core.internal.filter;

import org.jspecify.annotations.NullMarked;
