/**
 * Changes that touch several services: all of their steps take place, or none.
 *
 * <p>A saga is recorded before its first step and forgotten after its last. While it is recorded
 * its subject, an app, can have no other. A failure in between, or the death of the process, leaves
 * the record; what becomes of it is its {@link dev.datalab.platform.saga.Direction}: a saga that
 * can be taken back is compensated step by step in reverse, one that can't is carried through.
 *
 * <p>Progress is not recorded. Every step can be performed twice, and compensated though it never
 * took place; so a step of which nobody knows whether it arrived (the service didn't answer in
 * time) is treated like one that did, and repair does all steps over. This is what makes the record
 * one write and the repair one loop.
 *
 * @see <a href="https://doi.org/10.1145/38713.38742">Garcia-Molina, Salem: Sagas, 1987</a>
 */
@NullMarked
package dev.datalab.platform.saga;

import org.jspecify.annotations.NullMarked;
