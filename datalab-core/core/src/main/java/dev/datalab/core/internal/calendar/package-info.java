/** The stretches of local time that trends have rows for. Not for hosts. */
@NullMarked
package dev.datalab.core.internal.calendar;

import org.jspecify.annotations.NullMarked;
