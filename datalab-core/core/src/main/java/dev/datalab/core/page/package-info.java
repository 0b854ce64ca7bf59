/**
 * Pages: how often each was seen, by how many, where visits began and ended, and how long people
 * stayed.
 *
 * <p>A <b>view</b> is a change of the address to a page, under the name of its path. A session
 * <b>enters</b> at its first view and <b>exits</b> at its last; one that has a single view
 * <b>bounces</b>.
 *
 * <p>The <b>time on a page</b> is what a later change of address of the session reports: how long
 * it was on the page that it leaves. That goes to the session's latest view of that page of which
 * nothing was reported yet, among its last 256, and ends no other view, so that several tabs don't
 * disturb each other. Any other change of address, a leaving included, ends the session's latest
 * view, whose time is what lies between, unless a report says better. A view that nothing ends so
 * has no time, and is left out of average and median instead of counting as nothing.
 */
@NullMarked
package dev.datalab.core.page;

import org.jspecify.annotations.NullMarked;
