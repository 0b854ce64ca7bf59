/**
 * Signing up, signing in, and the tokens of people.
 *
 * <p>{@link dev.datalab.platform.auth.UserAuthService} is the gRPC service. It knows passwords as
 * Argon2id hashes only, refresh tokens and tickets as SHA-256 hashes only, and asks {@code
 * UserMeta} who people are.
 *
 * <p>Signing up touches two services and is a saga: the credential is reserved, the user created,
 * the credential confirmed. The reservation comes first, so that there is never a user whom no
 * credential remembers; whatever a crash leaves is a reservation, and a reservation that is overdue
 * is settled by asking whether its user is there: then it is confirmed, or else both are taken
 * back.
 */
@NullMarked
package dev.datalab.platform.auth;

import org.jspecify.annotations.NullMarked;
