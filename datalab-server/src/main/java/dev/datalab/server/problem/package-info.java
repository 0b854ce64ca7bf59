/**
 * What went wrong, as the outside sees it: {@code application/problem+json} (RFC 9457).
 *
 * <p>Every failure, wherever it arises, becomes a {@link dev.datalab.server.problem.Problem}: of a
 * rule that a service holds (its gRPC status), of the gateway's own checks, of JAX-RS, and of the
 * HTTP codec below it. {@link dev.datalab.server.problem.Problems} is the one place that maps them.
 */
@NullMarked
package dev.datalab.server.problem;

import org.jspecify.annotations.NullMarked;
