/**
 * Events in one SQLite file.
 *
 * <p><b>Writing.</b> One thread writes; what queues up during a commit shares the next one (group
 * commit). A frame becomes a row of the log, with the stream's state and the delivery counts in the
 * same transaction; the acknowledgement goes out after the commit's fsync.
 *
 * <p><b>Imports</b> write to the log as they go, under a source that nobody sees until it is marked
 * as committed. So an import of any size is atomic and others write meanwhile.
 *
 * <p><b>Reading.</b> Segments are immutable; their blocks are decoded column by column and kept,
 * the least recently used going first. The log is decoded into blocks, too, and then only what came
 * since. A scan takes one snapshot of both and pins its segments; it holds no transaction open, so
 * that the write-ahead log can shrink.
 *
 * <p><b>Maintenance</b> seals the log into segments, merges segments whose sizes are alike, and
 * sweeps. Everything it does is a transaction that leaves the same events visible.
 */
@NullMarked
package dev.datalab.core.store.sqlite;

import org.jspecify.annotations.NullMarked;
