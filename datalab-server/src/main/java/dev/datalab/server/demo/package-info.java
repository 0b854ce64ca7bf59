/**
 * The demo: a shop that does not exist, with a history of its own.
 *
 * <p>{@link dev.datalab.server.demo.Shop} is the site: its pages, goods and funnel. {@link
 * dev.datalab.server.demo.Shopper} is a person with habits, and {@link
 * dev.datalab.server.demo.Visit} one visit of theirs: events with the times between them, drawn
 * from a seeded source of chance. {@link dev.datalab.server.demo.ShopHistory} lets two weeks of
 * them go by and writes what happened as lines for the import. The same seed and the same end
 * always give the same lines.
 *
 * <p>{@link dev.datalab.server.demo.Demo} is the first user of the server: it signs up, makes the
 * app, imports and asks, all through the public HTTP interface.
 */
@NullMarked
package dev.datalab.server.demo;

import org.jspecify.annotations.NullMarked;
