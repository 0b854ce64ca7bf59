/**
 * The funnel over columnar segments, beside a plain sum over the same columns and beside DuckDB.
 *
 * <p>{@link dev.datalab.bench.clickstream.Clickstream} makes the events: one month of an app, pages
 * by Zipf's law. {@link dev.datalab.bench.clickstream.Dataset} lays them down once, as sealed
 * segments and as a DuckDB file. {@link dev.datalab.bench.funnel.Contestants} are the things that
 * are measured; each answers the same question, and the answers are compared before anything is
 * timed.
 */
@NullMarked
package dev.datalab.bench.funnel;

import org.jspecify.annotations.NullMarked;
