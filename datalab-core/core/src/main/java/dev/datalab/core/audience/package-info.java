/**
 * Audience: with what people come, in which language, and whether for the first time.
 *
 * <p>A <b>session</b> counts if it has an event in the range that the question lets through and
 * that makes somebody a visitor; a <b>visitor</b>, if they have such a session. What a session came
 * with is what its first event says that the question lets through, also one before the range (as
 * with campaigns). A visitor who came with two browsers has a row with each: sessions of a list's
 * rows add up to the whole, visitors need not.
 *
 * <p>A visitor is <b>new</b> if their first session ever counts, be it with its last event, and
 * <b>returning</b> if only later ones do. That is asked of the visitor and not of the row: who came
 * by phone for the first time and by a computer later the same day is new in both rows. So are the
 * buckets of a trend: each says what the question about that stretch of time would say, and a
 * session around midnight is in both days.
 */
@NullMarked
package dev.datalab.core.audience;

import org.jspecify.annotations.NullMarked;
