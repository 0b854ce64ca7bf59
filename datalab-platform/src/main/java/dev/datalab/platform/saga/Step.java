package dev.datalab.platform.saga;

/**
 * One step of a saga. Both ways are idempotent by the saga's id: they may be asked for again, after
 * any number of steps, by another process, and the compensation also where the step never took
 * place. Either throws whatever tells that it did not, or may not have, taken place.
 */
public interface Step {
  /** Name of the step, for the log. */
  String name();

  /** Does the step. */
  void perform(SagaRecord saga);

  /** Takes the step back; in a saga that only goes forward it is never asked for. */
  void compensate(SagaRecord saga);
}
