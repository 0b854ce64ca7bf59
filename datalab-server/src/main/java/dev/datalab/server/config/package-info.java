/**
 * The server's settings. {@code reference.conf} documents every key with its unit and default;
 * {@link dev.datalab.server.config.SettingsReader} maps the keys once, at the start, into records
 * that check themselves. Nothing else reads a key, so a setting that is wrong is found before
 * anything is opened, and an error names the key, the rule and the remedy.
 */
@NullMarked
package dev.datalab.server.config;

import org.jspecify.annotations.NullMarked;
