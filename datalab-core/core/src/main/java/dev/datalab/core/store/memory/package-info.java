/**
 * Events in memory: for tests, and for a host whose events need not outlive it.
 *
 * <p>Events are kept as they came, by partition and calendar month; a month's columns are built
 * when they are first asked for and kept until the month changes. Everything happens in the
 * caller's thread, under one lock.
 */
@NullMarked
package dev.datalab.core.store.memory;

import org.jspecify.annotations.NullMarked;
