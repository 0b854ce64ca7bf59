/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.ingest.imports;

import org.jspecify.annotations.NullMarked;
