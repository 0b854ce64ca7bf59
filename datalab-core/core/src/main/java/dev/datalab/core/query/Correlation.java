package dev.datalab.core.query;

/**
 * How a measurement and an alternative go together: the point-biserial correlation, which is
 * Pearson's with the alternative as 1 and 0, and Student's test of it.
 *
 * @param coefficient -1 to 1
 * @param n how many measurements, at least 3
 * @param t with n - 2 degrees of freedom; infinite where the coefficient is -1 or 1
 * @param pValue how likely a coefficient at least as far from 0, on either side, is where nothing
 *     but chance is at work; 0 to 1
 */
public record Correlation(double coefficient, long n, double t, double pValue) {}
