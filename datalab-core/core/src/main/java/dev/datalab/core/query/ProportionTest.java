package dev.datalab.core.query;

/**
 * How two shares differ, and whether chance alone would do.
 *
 * @param difference the one share minus the other, -1 to 1
 * @param low where the 95 % interval of the difference begins; -1 where a share is one of nothing
 * @param high where it ends; 1 where a share is one of nothing
 * @param z the difference in standard errors, as if both shares were one; 0 where that can't be
 *     told: a share is one of nothing, or both are 0 or 1
 * @param pValue how likely a difference at least as great, on either side, is where the shares are
 *     truly the same; 0 to 1
 */
public record ProportionTest(double difference, double low, double high, double z, double pValue) {}
