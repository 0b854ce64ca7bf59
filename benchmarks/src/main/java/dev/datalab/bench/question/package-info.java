/**
 * Every kind of question over ten million events of a shop, warm, on all processors.
 *
 * <p>{@link dev.datalab.bench.question.Shop} makes the events, {@link
 * dev.datalab.bench.question.ShopStore} lays them down once, and {@link
 * dev.datalab.bench.question.AskedQuestions} is the table of what is asked: a line for each kind
 * and form.
 */
@NullMarked
package dev.datalab.bench.question;

import org.jspecify.annotations.NullMarked;
