/**
 * The sample shop: a site like many, rendered by a server, that carries datalab's snippet.
 *
 * <p>{@link dev.datalab.server.demo.site.Goods} is what it sells, {@link
 * dev.datalab.server.demo.site.ShopSite} the listener. The handler finds the page of an address;
 * {@code Frame} puts head, way about and foot around it. Pages are written as XML that is HTML as
 * well, so that a test can look elements up in them. Pictures are drawn in code, flat shape over
 * flat shape.
 *
 * <p>The basket is a cookie that the page's script writes and the server reads; nothing is kept on
 * the server.
 */
@NullMarked
package dev.datalab.server.demo.site;

import org.jspecify.annotations.NullMarked;
