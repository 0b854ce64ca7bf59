/**
 * Sessions: which events of a visitor belong to one visit, how many visits there were and how long,
 * which ones, and what happened in one of them.
 *
 * <p>Nothing is stored about sessions. An event that bears a session's id belongs to that session;
 * the others are cut when they are read, so that a late import joins or parts visits by itself.
 *
 * <p>A session is <b>counted</b> if the question lets through any event of it that makes somebody a
 * visitor; its events are those. It begins and ends with the first and the last of them, leavings
 * included: these tell how long the last page was read. It <b>came</b> by the campaign, channel and
 * equipment of its first event that makes somebody a visitor, also one before the range, as with
 * campaigns.
 */
@NullMarked
package dev.datalab.core.session;

import org.jspecify.annotations.NullMarked;
