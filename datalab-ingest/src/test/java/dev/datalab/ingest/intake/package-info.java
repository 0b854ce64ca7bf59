/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.ingest.intake;

import org.jspecify.annotations.NullMarked;
