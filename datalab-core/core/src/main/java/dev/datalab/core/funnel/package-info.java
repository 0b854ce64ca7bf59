/**
 * The funnel: how many visitors went through an ordered list of stages, how far, how fast, and
 * where they left.
 */
@NullMarked
package dev.datalab.core.funnel;

import org.jspecify.annotations.NullMarked;
