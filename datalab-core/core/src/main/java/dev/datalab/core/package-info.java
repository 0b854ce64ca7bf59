/**
 * The analysis core: events are kept in order, per visitor, and every answer is a pure function of
 * them.
 *
 * <p>Everything under this package runs without a framework, a web server or a container: a host
 * constructs what it needs and closes it. No class here starts a thread that its Javadoc does not
 * name, and none keeps global state.
 */
@NullMarked
package dev.datalab.core;

import org.jspecify.annotations.NullMarked;
