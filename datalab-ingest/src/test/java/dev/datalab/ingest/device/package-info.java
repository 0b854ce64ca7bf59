/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.ingest.device;

import org.jspecify.annotations.NullMarked;
