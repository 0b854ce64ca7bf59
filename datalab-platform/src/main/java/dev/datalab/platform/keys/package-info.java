/**
 * The signing keys of a service, kept among its documents and rotated in time.
 *
 * <p>Each service that issues tokens has a ring of its own in its own store: a token of one kind is
 * then not only of the wrong kind to the other service, but of an unknown key.
 */
@NullMarked
package dev.datalab.platform.keys;

import org.jspecify.annotations.NullMarked;
