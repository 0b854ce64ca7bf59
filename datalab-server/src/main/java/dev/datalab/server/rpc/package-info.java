/**
 * How the services of one process reach each other: real gRPC over the in-process transport.
 *
 * <p>Every service is a {@code BindableService} of one {@link dev.datalab.server.rpc.ServiceHost},
 * and is reached only through a channel that {@link dev.datalab.server.rpc.ServiceChannels} answers
 * for its {@link dev.datalab.server.rpc.Role}. Whether that channel stays in the process or goes
 * over TCP is decided here and nowhere else.
 */
@NullMarked
package dev.datalab.server.rpc;

import org.jspecify.annotations.NullMarked;
