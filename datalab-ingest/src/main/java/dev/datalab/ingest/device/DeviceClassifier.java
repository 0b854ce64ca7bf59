package dev.datalab.ingest.device;

/** Reads a user agent. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface DeviceClassifier {
  /** Knows nothing of any user agent. */
  DeviceClassifier NONE = userAgent -> Equipment.UNKNOWN;

  /**
   * What a user agent stands for.
   *
   * @param userAgent the header's text, of any content; not empty
   * @return what is known, {@link Equipment#UNKNOWN} if nothing
   */
  Equipment classify(String userAgent);
}
