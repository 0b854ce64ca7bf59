/**
 * Enforces for how long apps keep their events. A part of the role {@code eventmanager}, which owns
 * the events; how long stands in an app's configuration, which AppConfig owns.
 */
@NullMarked
package dev.datalab.server.retention;

import org.jspecify.annotations.NullMarked;
