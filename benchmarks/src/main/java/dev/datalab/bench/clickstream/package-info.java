/**
 * The events that questions are measured over: a month of page views, made from a seed and laid
 * down once, as a store of datalab's and as files of DuckDB's.
 */
@NullMarked
package dev.datalab.bench.clickstream;

import org.jspecify.annotations.NullMarked;
