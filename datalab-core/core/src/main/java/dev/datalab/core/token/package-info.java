/**
 * Tokens: what people and sites prove themselves with.
 *
 * <p>A token is a JSON Web Token (RFC 7519) signed with Ed25519 (RFC 8037, {@code alg} {@code
 * EdDSA}). There are two kinds, told apart by {@code typ} and {@code aud} as RFC 8725 (sections 3.9
 * and 3.11) advises: {@link dev.datalab.core.token.AccessClaims} for a person who is signed in,
 * {@link dev.datalab.core.token.AppClaims} for a site that sends events. One kind is never taken
 * for another.
 *
 * <p>A {@link dev.datalab.core.token.KeyRing} holds the key that signs and those that signed
 * before; {@link dev.datalab.core.token.TokenSigner} signs with the one, {@link
 * dev.datalab.core.token.TokenVerifier} admits any. Algorithm, kind, issuer, audience and expiry
 * are always checked. Whether a token was revoked is not in it: who issues it knows.
 */
@NullMarked
package dev.datalab.core.token;

import org.jspecify.annotations.NullMarked;
