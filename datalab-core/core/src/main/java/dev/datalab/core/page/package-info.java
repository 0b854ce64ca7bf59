/**
 * Pages: how often each was seen, by how many, where visits began and ended, and how long people
 * stayed.
 *
 * <p>A <b>view</b> is a change of the address to a page, under the name of its path. A session
 * <b>enters</b> at its first view and <b>exits</b> at its last; one that has a single view
 * <b>bounces</b>. The <b>time on a page</b> runs until the next change of address of the session, a
 * leaving included: the time that the change itself reports, or else the time between the two. A
 * last view that nothing follows has no time, and is left out of average and median instead of
 * counting as nothing.
 */
@NullMarked
package dev.datalab.core.page;

import org.jspecify.annotations.NullMarked;
