/** Tests of the package of the same name, over the real in-process transport. */
@NullMarked
package dev.datalab.server.events;

import org.jspecify.annotations.NullMarked;
