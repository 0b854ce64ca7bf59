/**
 * What every question does with a scan: read its buckets in parallel, go through them visitor by
 * visitor, and turn a block's tables into look-up tables of the question's own.
 *
 * <p>Not for hosts. A question's worker is made once per thread and keeps its scratch arrays, so
 * that nothing is allocated per visitor or per event.
 */
@NullMarked
package dev.datalab.core.internal.scan;

import org.jspecify.annotations.NullMarked;
