package dev.datalab.core;

import dev.datalab.core.funnel.Visits;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;

/** Asks about an app whose events are told as text; see {@link Visits}. */
public final class Told {
  /** The day in which told times begin. */
  public static final Range DAY =
      new Range(Visits.START.toEpochMilli(), Visits.START.plusSeconds(86_400).toEpochMilli());

  /** A shop without campaigns. */
  public static final Site SHOP = new Site("https://shop.example", ZoneOffset.UTC, List.of());

  private Told() {}

  /** What is asked. */
  @FunctionalInterface
  public interface Asking<A> {
    /** Asks. */
    A ask(Analysis analysis, Scope scope) throws IOException;
  }

  /** The answer about these visits. */
  public static <A> A ask(Site site, Asking<A> asking, String... lines) throws IOException {
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      store.append(Frame.of(new Partition("app", 0), 1, Visits.of(lines))).join();
      return asking.ask(
          new Analysis(store, Runnable::run, InstantSource.system()),
          new Scope("app", OptionalInt.of(0), site));
    }
  }
}
