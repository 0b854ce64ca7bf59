package dev.datalab.core.store;

/**
 * How much a generation holds.
 *
 * @param generation its number
 * @param fromMillis the time of its earliest event, in milliseconds since the epoch; 0 if it has
 *     none
 * @param toMillis the time of its latest event; 0 if it has none
 * @param events how many events it has
 */
public record ArchiveSummary(int generation, long fromMillis, long toMillis, long events) {}
