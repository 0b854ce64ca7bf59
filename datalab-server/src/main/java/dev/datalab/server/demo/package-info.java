/**
 * The demo: a shop that is a site of its own, with a history and with visitors.
 *
 * <p>{@link dev.datalab.server.demo.Demo} runs it. {@code Filling} is the first user of the server:
 * it signs up, makes the app, imports, all through the public HTTP interface; {@code SiteToken} has
 * the shop's token issued once, and {@code DemoState} remembers it. {@link
 * dev.datalab.server.demo.site} is the shop, {@link dev.datalab.server.demo.visitors} are the
 * people in it.
 */
@NullMarked
package dev.datalab.server.demo;

import org.jspecify.annotations.NullMarked;
