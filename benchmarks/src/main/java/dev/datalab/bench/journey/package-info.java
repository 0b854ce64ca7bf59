/**
 * The journey over columnar segments, beside DuckDB: ten steps, twenty names a step, the twenty
 * most common whole paths. Both give the same graph, which is compared before anything is timed.
 */
@NullMarked
package dev.datalab.bench.journey;

import org.jspecify.annotations.NullMarked;
