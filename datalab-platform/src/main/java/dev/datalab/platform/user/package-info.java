/**
 * Who people are, and who is whose colleague: users, organizations, and invitations to an
 * organization.
 *
 * <p>Knows no password and no app. {@link dev.datalab.platform.user.UserMetaService} is the gRPC
 * service; {@link dev.datalab.platform.user.ProfileRules} says what a profile may be, for whoever
 * wants to report every broken rule of a form at once. Uniqueness is the document store's to
 * enforce: user names, e-mail addresses and names of organizations are its unique keys, folded so
 * that case does not tell them apart.
 */
@NullMarked
package dev.datalab.platform.user;

import org.jspecify.annotations.NullMarked;
