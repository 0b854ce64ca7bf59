package dev.datalab.core.store;

import java.time.LocalDate;

/**
 * How many numbers of an app's streams were settled in one way on one day.
 *
 * @param day the day, in UTC, on which they were settled
 * @param outcome what became of them
 * @param reason for a refusal, why; else empty
 * @param count how many, at least 1
 */
public record DeliveryCount(LocalDate day, Settlement.Outcome outcome, String reason, long count) {}
