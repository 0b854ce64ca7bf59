/**
 * Who is on a site at this moment: visitors, the pages that they are on, and how far they stand in
 * the funnels.
 *
 * <p>A {@link dev.datalab.core.live.LiveView} holds the events of the last half hour in memory. It
 * is fed with events as they are stored, and can be made from a store's scan at any time: what it
 * says depends on which events it has and on nothing else, neither on their order nor on whether
 * they came twice. Funnels are counted by the engine of all other questions, {@link
 * dev.datalab.core.funnel.FunnelAnalysis}.
 *
 * <p>What strangers send can't make it grow: it has a limit in bytes, and beyond it lets go of the
 * oldest events and says so.
 */
@NullMarked
package dev.datalab.core.live;

import org.jspecify.annotations.NullMarked;
