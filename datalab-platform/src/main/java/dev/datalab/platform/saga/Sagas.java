package dev.datalab.platform.saga;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sagas of one service and repairs those that were left, see the package.
 *
 * <p>A saga that this object runs belongs to it until it is through or has failed. One that another
 * process recorded may be taken over when its lease has passed. Where one process alone has the
 * store, a lease of zero is right: whoever else recorded a saga is dead.
 *
 * <p>Safe for use by many threads; starts none.
 */
public final class Sagas {
  private static final Logger log = LoggerFactory.getLogger(Sagas.class);
  private static final String SUBJECT = "subject";
  private static final String OPEN = "open";

  private final DocumentStore store;
  private final Documents<SagaRecord> records;
  private final InstantSource clock;
  private final Duration lease;
  private final Function<SagaRecord, Plan> plans;

  /** The sagas that a thread of this object works on. */
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /**
   * Works over a store.
   *
   * @param store where sagas are recorded; collection {@code saga} is taken
   * @param clock tells whether a lease has passed
   * @param lease for how long a saga is its process's alone: longer than all deadlines of its steps
   *     together; zero where one process has the store to itself
   * @param plans the plan of a saga that was found recorded
   */
  public Sagas(
      DocumentStore store, InstantSource clock, Duration lease, Function<SagaRecord, Plan> plans) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.lease = requireNonNull(lease, "lease");
    this.plans = requireNonNull(plans, "plans");
    records =
        new Documents<>(
            store,
            "saga",
            SagaRecord.class,
            SagaRecord::id,
            saga -> Index.none().unique(SUBJECT, saga.subject()).lookUp(OPEN, "yes"));
  }

  /**
   * Runs a saga to its end. If a step throws, a saga that goes back is compensated, and what the
   * step threw is thrown on; one that goes forward is left for repair.
   *
   * @param plan what to do
   * @param subject what is changed
   * @param data what the steps need to know
   * @throws Rejection CHANGED if another saga of the subject is under way, UNAVAILABLE if this one
   *     is left and goes forward
   */
  public void run(Plan plan, String subject, String data) {
    SagaRecord saga = new SagaRecord(Ids.next(), plan.kind(), subject, data, leaseEnd());
    running.add(saga.id());
    try {
      Versioned<SagaRecord> open = record(saga);
      try {
        perform(plan, open);
      } catch (RuntimeException failure) {
        throw givenUp(plan, open, failure);
      }
    } finally {
      running.remove(saga.id());
    }
  }

  /**
   * Brings the saga of a subject to its end, if one was left.
   *
   * @return the kind of the saga that was brought to its end
   * @throws Rejection CHANGED if the saga is under way, UNAVAILABLE if it can't be ended now
   */
  public Optional<String> repair(String subject) {
    Optional<Versioned<SagaRecord>> found = records.findUnique(SUBJECT, subject);
    found.ifPresent(this::repair);
    return found.map(saga -> saga.value().kind());
  }

  /**
   * Brings all sagas to their end that were left. To be called when the services that the steps
   * talk to are there.
   *
   * @return how many are left still: under way, or of services that don't answer
   */
  public int repairAll() {
    int left = 0;
    for (Versioned<SagaRecord> open : records.find(OPEN, "yes")) {
      try {
        repair(open);
      } catch (Rejection e) {
        left++;
      }
    }
    return left;
  }

  private void repair(Versioned<SagaRecord> found) {
    SagaRecord saga = found.value();
    if (saga.leaseUntilMillis() > clock.millis() || !running.add(saga.id())) {
      throw underWay();
    }
    try {
      Versioned<SagaRecord> open = takeOver(found);
      Plan plan = plans.apply(open.value());
      if (plan.onFailure() == Direction.FORWARD) {
        perform(plan, open);
      } else {
        compensate(plan, open);
      }
      log.info("Saga {} of {} was left and is {}", saga.kind(), saga.subject(), ended(plan));
    } catch (RuntimeException e) {
      log.warn("Saga {} of {} is left for a later repair", saga.kind(), saga.subject(), e);
      throw unfinished();
    } finally {
      running.remove(saga.id());
    }
  }

  private Versioned<SagaRecord> record(SagaRecord saga) {
    try {
      store.commit(List.of(records.insert(saga)));
      return new Versioned<>(saga.id(), 1, saga);
    } catch (KeyTakenException e) {
      throw underWay();
    }
  }

  private Versioned<SagaRecord> takeOver(Versioned<SagaRecord> found) {
    SagaRecord mine = found.value().leasedUntil(leaseEnd());
    store.commit(List.of(records.replace(found, mine)));
    return new Versioned<>(mine.id(), found.version() + 1, mine);
  }

  private void perform(Plan plan, Versioned<SagaRecord> open) {
    for (Step step : plan.steps()) {
      log.debug("Saga {} of {}: {}", plan.kind(), open.value().subject(), step.name());
      step.perform(open.value());
    }
    forget(open);
  }

  private void compensate(Plan plan, Versioned<SagaRecord> open) {
    List<Step> steps = plan.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      log.debug("Saga {} of {}: back {}", plan.kind(), open.value().subject(), steps.get(i).name());
      steps.get(i).compensate(open.value());
    }
    forget(open);
  }

  /** All steps are taken back, for of the one that failed nobody knows whether it took place. */
  private RuntimeException givenUp(
      Plan plan, Versioned<SagaRecord> open, RuntimeException failure) {
    SagaRecord saga = open.value();
    if (plan.onFailure() == Direction.FORWARD) {
      log.warn("Saga {} of {} is left for repair", saga.kind(), saga.subject(), failure);
      return unfinished();
    }
    try {
      compensate(plan, open);
      log.info("Saga {} of {} failed and is taken back", saga.kind(), saga.subject());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      log.warn("Saga {} of {} failed and is left for repair", saga.kind(), saga.subject(), e);
    }
    return failure;
  }

  /** Fails if somebody else has taken the saga over. */
  private void forget(Versioned<SagaRecord> open) {
    store.commit(List.of(records.delete(open)));
  }

  private long leaseEnd() {
    return clock.millis() + lease.toMillis();
  }

  private static String ended(Plan plan) {
    return plan.onFailure() == Direction.FORWARD ? "carried through" : "taken back";
  }

  private static Rejection unfinished() {
    return Rejection.unavailable(
        "A change of this app has begun and is not through yet: try again soon, and it goes on.");
  }

  private static Rejection underWay() {
    return Rejection.changed(
        "Another change of this app is under way: wait a moment, look, and try again.");
  }
}
