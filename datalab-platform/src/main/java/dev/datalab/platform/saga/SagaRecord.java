package dev.datalab.platform.saga;

import static java.util.Objects.requireNonNull;

/**
 * A saga that is under way, or was when its process died.
 *
 * @param id id of the saga, by which its steps know it again
 * @param kind kind of its {@link Plan}
 * @param subject what it changes: no two sagas of one subject are under way at a time
 * @param data what its steps need to know beside the subject, in a form that their plan reads
 * @param leaseUntilMillis until when nobody else may take it over, milliseconds since the epoch
 */
public record SagaRecord(
    String id, String kind, String subject, String data, long leaseUntilMillis) {
  /** Requires all parts. */
  public SagaRecord {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(subject, "subject");
    requireNonNull(data, "data");
  }

  SagaRecord leasedUntil(long millis) {
    return new SagaRecord(id, kind, subject, data, millis);
  }
}
