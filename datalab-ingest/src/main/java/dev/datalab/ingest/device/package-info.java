/**
 * What a browser's own description of itself says: its name, its operating system, its kind of
 * device. The text of a user agent is looked at here and kept nowhere.
 */
@NullMarked
package dev.datalab.ingest.device;

import org.jspecify.annotations.NullMarked;
