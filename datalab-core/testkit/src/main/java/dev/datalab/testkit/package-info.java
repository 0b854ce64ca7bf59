/**
 * What a store is, as tests: one abstract JUnit class for each port of {@code datalab-core}.
 *
 * <p>A store proves itself by extending the class and by handing over a fresh instance of the real
 * thing. Nothing here is skipped where a store is missing: then the test fails.
 */
@NullMarked
package dev.datalab.testkit;

import org.jspecify.annotations.NullMarked;
