/**
 * Interesting elements: how long people hesitated over each, and whether they clicked then.
 *
 * <p>A <b>hover</b> is an event that says how long a pointer rested on an element before it clicked
 * or went away. It belongs to the configured element whose id it gives, or else to the first one
 * whose target it gives, by the rules of the stage matcher; a hover over anything else has a row of
 * its own. A finger does not hover: what a touch reports is counted beside the rest and never with
 * it.
 */
@NullMarked
package dev.datalab.core.element;

import org.jspecify.annotations.NullMarked;
