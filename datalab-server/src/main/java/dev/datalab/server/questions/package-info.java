/**
 * The calls that ask questions about events. The gateway carries them; the service understands
 * them.
 */
@NullMarked
package dev.datalab.server.questions;

import org.jspecify.annotations.NullMarked;
