/**
 * How the server logs: to standard error, as text or as one JSON object a line, each line with the
 * id of the request that it is about. Set up in code, since reading XML costs a tenth of the start.
 */
@NullMarked
package dev.datalab.server.log;

import org.jspecify.annotations.NullMarked;
