/**
 * The map of a page: where people clicked and where their pointers rested, and on what.
 *
 * <p>A page is a grid. Its columns are equal shares of the width of the visitor's screen, since
 * layouts go by width: what is in the middle on every screen is in one column. Its rows are pixels
 * from the page's top. A click is one event; a rest is a point of a pointer's path at which it
 * stayed. Both belong to the page whose path their event gives.
 *
 * <p>Where a session's screen is not known a width is assumed, and it is told how often. What lies
 * beyond an edge counts in the cells at the edge. A click that does not say where it was is
 * counted, and in no cell.
 */
@NullMarked
package dev.datalab.core.map;

import org.jspecify.annotations.NullMarked;
