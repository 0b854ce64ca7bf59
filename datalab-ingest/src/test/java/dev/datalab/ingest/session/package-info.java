/** Tests of the session stores. */
@NullMarked
package dev.datalab.ingest.session;

import org.jspecify.annotations.NullMarked;
