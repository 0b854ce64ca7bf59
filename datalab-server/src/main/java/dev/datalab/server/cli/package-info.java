/**
 * The command line of the reference server: one class for each command, {@code Main} above them.
 */
@NullMarked
package dev.datalab.server.cli;

import org.jspecify.annotations.NullMarked;
