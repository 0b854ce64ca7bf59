/**
 * Campaigns: what brought people here, and what came of it.
 *
 * <p>A session <b>came</b> by the campaign, source, medium and channel of its first event that the
 * question lets through, also one before the range. An <b>attribution</b> gives each unit of the
 * goal (a visitor, or a session) to one session and so to what that session came by: the <b>first
 * touch</b> is the visitor's first session, also one before the range; the <b>last touch</b> is the
 * session in which the goal was completed, or else the unit's last in the range. So the units of
 * all rows add up, and so do the conversions.
 */
@NullMarked
package dev.datalab.core.campaign;

import org.jspecify.annotations.NullMarked;
