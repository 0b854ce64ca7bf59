/**
 * The people's side: users, organizations, apps, configurations, app tokens, invitations,
 * notifications and plans, each a gRPC service over a document store of its own.
 *
 * <p>The domain rules stand in plain classes; the gRPC services translate. A host wires them with
 * constructors, in one process over the in-process transport or apart over TCP.
 */
@NullMarked
package dev.datalab.platform;

import org.jspecify.annotations.NullMarked;
