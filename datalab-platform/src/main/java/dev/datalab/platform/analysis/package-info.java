/**
 * Answers questions for people: checks the role, finds out what the app's settings add, reads the
 * question, has the core answer it, and writes the answer.
 *
 * <p>A kind of question is one method from the text of a question to the text of an answer; a kind
 * that does not exist yet answers NOT_FOUND with the ones that do.
 */
@NullMarked
package dev.datalab.platform.analysis;

import org.jspecify.annotations.NullMarked;
