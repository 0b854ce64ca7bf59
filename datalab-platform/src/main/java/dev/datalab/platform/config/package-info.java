/**
 * The configuration of an app: funnels, campaigns, interesting elements and settings, the service
 * that owns it, and the lock that it is under.
 *
 * <p>A configuration is kept as the JSON of the public contract, in one canonical text: fields in a
 * fixed order, null ones dropped, the settings' defaults filled in. So what people wrote comes back
 * as they wrote it, and "is it what it was?" is a comparison. It is read by the readers of {@link
 * dev.datalab.platform.question questions}: what was configured can be asked.
 */
@NullMarked
package dev.datalab.platform.config;

import org.jspecify.annotations.NullMarked;
