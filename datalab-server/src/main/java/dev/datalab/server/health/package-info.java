/** Whether the server is alive, and whether it is ready to serve. */
@NullMarked
package dev.datalab.server.health;

import org.jspecify.annotations.NullMarked;
