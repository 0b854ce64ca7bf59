/**
 * Sessions: which events of a visitor belong to one visit.
 *
 * <p>Nothing is stored about it. An event that bears a session's id belongs to that session; the
 * others are cut when they are read, so that a late import joins or parts visits by itself.
 */
@NullMarked
package dev.datalab.core.session;

import org.jspecify.annotations.NullMarked;
