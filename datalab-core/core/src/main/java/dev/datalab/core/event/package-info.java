/**
 * What happened on a site: the six kinds of event, the visitor and session they belong to, and the
 * dimensions of that session.
 *
 * <p>Everything here is a value: a record that validates itself and never changes. Absent text is
 * the empty string, absent numbers are named constants ({@link
 * dev.datalab.core.event.Event#UNKNOWN_ELAPSED}), so that columns of these values need no null.
 */
@NullMarked
package dev.datalab.core.event;

import org.jspecify.annotations.NullMarked;
