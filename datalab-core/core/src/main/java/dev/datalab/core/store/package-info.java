/**
 * The port to wherever events are kept, and the values that cross it.
 *
 * <p>A store keeps the events of {@linkplain dev.datalab.core.store.Partition partitions} (an app's
 * generations). It takes {@linkplain dev.datalab.core.store.Frame frames} of a stream, each event
 * once whatever is sent again, and says what is durable by the stream's {@linkplain
 * dev.datalab.core.store.StreamState mark}. It gives events back as columns, in buckets that are
 * disjoint in visitors. It knows nothing of questions.
 */
@NullMarked
package dev.datalab.core.store;

import org.jspecify.annotations.NullMarked;
