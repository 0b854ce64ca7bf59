/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.ingest.json;

import org.jspecify.annotations.NullMarked;
