/**
 * What a crash has left half done is finished here: every service that coordinates sagas says how,
 * and it is asked once the others are there, and again as long as something is left.
 */
@NullMarked
package dev.datalab.server.repair;

import org.jspecify.annotations.NullMarked;
