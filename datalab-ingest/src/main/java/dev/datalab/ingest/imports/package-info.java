/**
 * Whole histories in and out: NDJSON of any size, in little memory.
 *
 * <p>{@link dev.datalab.ingest.imports.Importer} reads lines, settles each one in the import's
 * stream (the line's number is the event's) and commits once, at the end: an import is there
 * altogether, or not at all; an {@link dev.datalab.ingest.imports.ImportCheck} has the last word on
 * which. {@link dev.datalab.ingest.imports.Exporter} writes the same lines.
 */
@NullMarked
package dev.datalab.ingest.imports;

import org.jspecify.annotations.NullMarked;
