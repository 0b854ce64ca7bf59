/** The description of the HTTP interface, for programs ({@code /openapi.json}) and people. */
@NullMarked
package dev.datalab.server.docs;

import org.jspecify.annotations.NullMarked;
