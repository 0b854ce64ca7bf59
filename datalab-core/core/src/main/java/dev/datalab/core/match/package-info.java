/**
 * What a stage, a campaign or an exclusion recognises: the rules by which a symbol matches, and
 * nothing about order or time.
 */
@NullMarked
package dev.datalab.core.match;

import org.jspecify.annotations.NullMarked;
