/**
 * Journeys: the ways that visitors took, as a weighted graph of pages, stages or events.
 *
 * <p>A unit (a visitor, or a session) has at most one <b>path</b>: its events of one kind in order,
 * from its first or the first that matches {@code start}, to its last or the next that matches
 * {@code end}. An event goes by the name of its page, stage or kind, which rules may replace; a
 * name straight after itself is one step. A path is then <b>cut</b> to so many steps, from its
 * beginning or, backward, from its end; an end that was cut off is no exit, and a beginning that
 * was cut off no entry.
 *
 * <p>A <b>node</b> is a name at a step or, in a graph, a name. Only the names with the most
 * visitors have one; all others are merged into one that is called {@code …}, and so every path
 * goes through the graph with all its steps.
 */
@NullMarked
package dev.datalab.core.journey;

import org.jspecify.annotations.NullMarked;
