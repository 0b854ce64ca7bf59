/**
 * The calls about apps: the app itself, its configuration, token, members, invitations and
 * archives.
 */
@NullMarked
package dev.datalab.server.apps;

import org.jspecify.annotations.NullMarked;
