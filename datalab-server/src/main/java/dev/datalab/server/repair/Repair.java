package dev.datalab.server.repair;

import java.util.function.IntSupplier;

/**
 * One kind of unfinished business.
 *
 * @param name what it is called in the log
 * @param finish finishes what it can and answers how many are left
 */
public record Repair(String name, IntSupplier finish) {}
