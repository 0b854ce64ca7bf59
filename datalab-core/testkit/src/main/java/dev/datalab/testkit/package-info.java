/**
 * What a store is, as tests: a store is right if it passes them.
 *
 * <p>Extend {@link dev.datalab.testkit.EventStoreContract} in a test of your own, say how a store
 * is made, and every promise of {@link dev.datalab.core.store.EventStore} is checked against it; a
 * store whose events outlive it extends {@link dev.datalab.testkit.DurableEventStoreContract}. The
 * tests use nothing but the port. A store that moves events from one form into another tells how by
 * {@code settle}, and runs the same tests before and after.
 */
@NullMarked
package dev.datalab.testkit;

import org.jspecify.annotations.NullMarked;
