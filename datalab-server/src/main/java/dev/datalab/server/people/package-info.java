/** The calls about people: signing up and in, profiles, and invitations to an organization. */
@NullMarked
package dev.datalab.server.people;

import org.jspecify.annotations.NullMarked;
