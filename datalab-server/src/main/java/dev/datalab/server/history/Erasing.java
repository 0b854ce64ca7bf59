package dev.datalab.server.history;

import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.rest.Person;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Has events erased, which may take as long as a transfer. Thread-safe. */
final class Erasing {
  private final EventManagerBlockingStub eventManager;
  private final Transfers transfers;
  private final CallSettings calls;

  /** How many events were erased. */
  record Erased(long events) {}

  @Inject
  Erasing(EventManagerBlockingStub eventManager, Transfers transfers, CallSettings calls) {
    this.eventManager = eventManager;
    this.transfers = transfers;
    this.calls = calls;
  }

  Erased of(Person person, ToLongFunction<EventManagerBlockingStub> call) {
    Transfers.Place place = transfers.begin();
    try {
      return new Erased(
          person.ask(
              () ->
                  call.applyAsLong(
                      eventManager.withDeadlineAfter(
                          calls.transferTimeout().toMillis(), TimeUnit.MILLISECONDS))));
    } finally {
      place.close();
    }
  }
}
