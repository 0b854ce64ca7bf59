/**
 * The reference server: it reads the configuration, wires the libraries with Dagger for the roles
 * asked for, and offers them over HTTP and WebSocket.
 *
 * <p>This is the only module that knows all the others, and the only one with Dagger components and
 * modules.
 */
@NullMarked
package dev.datalab.server;

import org.jspecify.annotations.NullMarked;
