/**
 * Retention: of the visitors first seen in a day, week or month, who came back in each one after.
 *
 * <p>A <b>cohort</b> is those whose first event ever lies in the same stretch of local time; its
 * <b>periods</b> are the stretches after that. One is <b>complete</b> once it is over, now and
 * within the range.
 */
@NullMarked
package dev.datalab.core.retention;

import org.jspecify.annotations.NullMarked;
