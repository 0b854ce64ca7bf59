/**
 * Overview: the figures of a range beside those of the range before, as the first page of a
 * dashboard has them.
 *
 * <p>A <b>session</b> counts if it has an event in the range that the question lets through and
 * that makes somebody a visitor; such events are the ones that are counted as <b>events</b>. It is
 * as <b>long</b> as from the first to the last of them, a leaving included, since that says when
 * people left. A <b>view</b> is a change of the address to a page; a session that has a single one
 * <b>bounces</b>, and the bounce rate is of the sessions with a view, as with pages. A visitor is
 * <b>new</b> if their first session ever counts, as with audiences; a session came from what its
 * first event says, also one before the range, as with campaigns. Both ranges are counted by the
 * same rules, each as if nothing came after it.
 */
@NullMarked
package dev.datalab.core.overview;

import org.jspecify.annotations.NullMarked;
