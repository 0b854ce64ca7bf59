/**
 * How services talk: the manners that every call shares, whichever transport carries it.
 *
 * <p>Request id and caller travel as metadata. {@link
 * dev.datalab.platform.rpc.ServerContextInterceptor} takes them into the call's {@link
 * io.grpc.Context} and the log's {@code requestId}; {@link
 * dev.datalab.platform.rpc.ClientContextInterceptor} passes them on, with a deadline. Between the
 * two nobody hands them around: {@link dev.datalab.platform.rpc.CallContext} knows. A rule that is
 * broken is a {@link dev.datalab.platform.rpc.Rejection}, thrown where the rule is, which becomes a
 * gRPC status and at the other end a rejection again.
 */
@NullMarked
package dev.datalab.platform.rpc;

import org.jspecify.annotations.NullMarked;
