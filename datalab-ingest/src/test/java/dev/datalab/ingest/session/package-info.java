/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.ingest.session;

import org.jspecify.annotations.NullMarked;
