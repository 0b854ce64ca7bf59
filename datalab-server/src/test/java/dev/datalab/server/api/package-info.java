/** The outside contract, held against a running server over real HTTP. */
@NullMarked
package dev.datalab.server.api;

import org.jspecify.annotations.NullMarked;
