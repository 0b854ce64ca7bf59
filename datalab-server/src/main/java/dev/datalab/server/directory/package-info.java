/** The directory that holds everything an embedded server keeps. */
@NullMarked
package dev.datalab.server.directory;

import org.jspecify.annotations.NullMarked;
