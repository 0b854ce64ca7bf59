/**
 * What the REST resources share: JSON in and out, who is signed in, and problems.
 *
 * <p>A body comes as a {@link dev.datalab.server.rest.JsonBody}: a tree whose fields are asked for
 * by name and type, so that everything of a wrong type is found at once and pointed at. Fields that
 * nobody asks for are ignored, for the contract only grows. Rules beyond types belong to the
 * services; the gateway has none of its own. An answer is a record.
 */
@NullMarked
package dev.datalab.server.rest;

import org.jspecify.annotations.NullMarked;
