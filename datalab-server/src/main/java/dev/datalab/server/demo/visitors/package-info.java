/**
 * Who visits the sample shop: a history of two weeks, and people who walk through it now.
 *
 * <p>A {@code Shopper} is a person with habits, and a {@code Visit} one visit of theirs: acts with
 * the times between them, drawn from a seeded source of chance. {@link
 * dev.datalab.server.demo.visitors.ShopHistory} lets two weeks of them go by and writes what
 * happened as lines for the import. {@link dev.datalab.server.demo.visitors.Crowd} lets the same
 * people come in by the door that browsers use: hello, a WebSocket, a frame an act.
 */
@NullMarked
package dev.datalab.server.demo.visitors;

import org.jspecify.annotations.NullMarked;
