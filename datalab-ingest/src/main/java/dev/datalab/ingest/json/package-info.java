/**
 * Events as JSON: the one reader and the one writer of the public contract's shape of an event, for
 * import and export and for the live intake.
 *
 * <p>Fields come in any order, so {@link dev.datalab.ingest.json.EventDecoder} first collects them
 * into a reusable {@link dev.datalab.ingest.json.EventDraft}, and the draft is validated once, when
 * the event's type is known: a field that the type does not have is ignored, whatever it holds.
 * Every text is bounded. What {@link dev.datalab.ingest.json.EventEncoder} writes, the decoder
 * reads back as the same event.
 */
@NullMarked
package dev.datalab.ingest.json;

import org.jspecify.annotations.NullMarked;
