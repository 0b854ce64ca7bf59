/**
 * Pages: how often each was seen, by how many, where visits began and ended, and how long people
 * stayed.
 *
 * <p>A <b>view</b> is a change of the address to a page, under the name of its path. A session
 * <b>enters</b> at its first view and <b>exits</b> at its last; one that has a single view
 * <b>bounces</b>. The <b>time on a page</b> runs until the session's next change of address, a
 * leaving included; where a change reports how long it was on the page before, that is the time, so
 * that several tabs don't disturb each other. A last view that nothing follows has no time, and is
 * left out of average and median instead of counting as nothing.
 */
@NullMarked
package dev.datalab.core.page;

import org.jspecify.annotations.NullMarked;
