/**
 * Lists of values, however many there are: the rows of a list are the values that come most,
 * exactly counted in bounded memory. Not for hosts.
 *
 * <p>A question numbers the values of a list as they come ({@link Values}), and counts by number.
 * If there are more than the memory for it holds, what was counted is thrown away, and the values
 * are counted {@linkplain ValuePart part} by part, each part in a pass of its own of which only the
 * best rows are kept.
 */
@NullMarked
package dev.datalab.core.internal.value;

import org.jspecify.annotations.NullMarked;
