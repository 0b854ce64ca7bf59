/**
 * App tokens, what a site's snippet proves itself with; and the two sagas that lock and unlock an
 * app.
 *
 * <p>{@link dev.datalab.platform.apptoken.AppTokenService} is the gRPC service. What is known of
 * the tokens of an app is one document, so that issuing, refreshing and revoking are one commit
 * each and two of them at once can't both win. The text of a token is never kept.
 *
 * <p>Locking goes back where it fails, unlocking goes forward once it is recorded, see {@code
 * LockSaga} and {@code UnlockSaga}.
 */
@NullMarked
package dev.datalab.platform.apptoken;

import org.jspecify.annotations.NullMarked;
