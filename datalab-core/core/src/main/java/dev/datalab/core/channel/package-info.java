/**
 * The channel by which a session came: the usual grouping of referrers and campaign parameters.
 *
 * <p>The definitions are those of the default channel group that Google Analytics 4 publishes
 * (support.google.com/analytics/answer/9756891), because that is what people compare with. The
 * sites that make a source a search engine, a social network, a shop or a video site are a file of
 * this package's own, {@code sources.txt}.
 */
@NullMarked
package dev.datalab.core.channel;

import org.jspecify.annotations.NullMarked;
