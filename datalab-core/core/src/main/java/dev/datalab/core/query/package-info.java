/**
 * What all questions have in common: the range, the app's settings that they depend on, dimensions
 * and filters.
 */
@NullMarked
package dev.datalab.core.query;

import org.jspecify.annotations.NullMarked;
