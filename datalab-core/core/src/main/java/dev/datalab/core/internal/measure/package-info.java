/** What several questions measure in the same way. Not for hosts. */
@NullMarked
package dev.datalab.core.internal.measure;

import org.jspecify.annotations.NullMarked;
