/**
 * Benchmarks of datalab: every figure is a ratio of two measurements of one run, printed as a table
 * and written to {@code benchmarks/target} as JSON.
 */
@NullMarked
package dev.datalab.bench;

import org.jspecify.annotations.NullMarked;
