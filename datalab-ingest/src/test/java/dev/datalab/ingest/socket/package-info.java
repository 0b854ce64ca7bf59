/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.ingest.socket;

import org.jspecify.annotations.NullMarked;
