/**
 * Questions and answers as the JSON of the public contract: bodies to records of the core, and the
 * core's answers to bodies.
 *
 * <p>A reader goes over the tree by {@link dev.datalab.platform.question.Place places}, each of
 * which knows its JSON Pointer, and notes what is wrong in {@link
 * dev.datalab.platform.question.Findings} instead of throwing, so that one refusal names
 * everything. The {@link dev.datalab.platform.question.Envelope} is what all kinds of questions
 * share (range, zone, filters, breakdown, archive); each kind adds a reader of its own fields.
 *
 * <p>A field that is null counts as absent. An unknown field is refused: a mistyped {@code
 * breakdwon} that is passed over would be a wrong answer.
 */
@NullMarked
package dev.datalab.platform.question;

import org.jspecify.annotations.NullMarked;
