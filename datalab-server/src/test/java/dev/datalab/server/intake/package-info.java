/** Tests of the package of the same name. */
@NullMarked
package dev.datalab.server.intake;

import org.jspecify.annotations.NullMarked;
