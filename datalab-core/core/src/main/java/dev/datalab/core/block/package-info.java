/**
 * Events as columns: the one shape in which every store hands events to the analysis.
 *
 * <p>An {@link dev.datalab.core.block.EventBlock} holds whole stretches of visitors' events, sorted
 * by visitor and then by (time, stream, seq). What repeats is a small number into a table: the
 * {@linkplain dev.datalab.core.block.Symbol symbol} (what happened), the page, the session's
 * dimensions, the properties. A question is asked of the table once per entry and then of the
 * events by array look-up, so that no object is made per event.
 *
 * <p>Visitors are ordered by a 64-bit {@linkplain dev.datalab.core.block.VisitorKey key}; its upper
 * bits are the visitor's bucket. Buckets are disjoint in visitors, so answers about buckets add up,
 * and each can be read and answered on its own: in parallel, or one after another in little memory.
 */
@NullMarked
package dev.datalab.core.block;

import org.jspecify.annotations.NullMarked;
