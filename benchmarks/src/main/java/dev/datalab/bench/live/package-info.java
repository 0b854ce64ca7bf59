/**
 * The live view: what an event costs it, what a look costs, and what the same would cost as
 * questions to the store.
 */
@NullMarked
package dev.datalab.bench.live;

import org.jspecify.annotations.NullMarked;
