/**
 * The public HTTP interface from the other side: what the command line and the demo use to talk to
 * a server, their own or a distant one.
 */
@NullMarked
package dev.datalab.server.client;

import org.jspecify.annotations.NullMarked;
