/**
 * Puts the parts together: one Dagger module for each role, the modules of what they share, and one
 * component for each way of running. {@link dev.datalab.server.wiring.EmbeddedComponent} has every
 * role in one process; a component for one role apart takes that role's module and channels over
 * TCP, and no module changes for it, since a role reaches another through {@code ServiceChannels}
 * alone.
 */
@NullMarked
package dev.datalab.server.wiring;

import org.jspecify.annotations.NullMarked;
