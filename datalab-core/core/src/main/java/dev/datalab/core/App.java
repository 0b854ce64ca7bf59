package dev.datalab.core;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Event;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * One of the sites or programs whose events a {@link Datalab} keeps: records its events and answers
 * questions about them. A handle, cheap to make; immutable, safe for use by several threads, and
 * good until its {@link Datalab} is closed.
 */
public final class App {
  private final Datalab datalab;
  private final Partition partition;
  private final Site site;

  App(Datalab datalab, Partition partition, Site site) {
    this.datalab = datalab;
    this.partition = partition;
    this.site = site;
  }

  /**
   * The same app with settings that answers depend on: the address by which paths are completed,
   * the time zone, the campaigns. Without them it has no address and no campaigns, in UTC.
   */
  public App with(Site settings) {
    return new App(datalab, partition, requireNonNull(settings, "settings"));
  }

  /**
   * The same app in another generation: its events lie apart, so that a host can begin anew and
   * keep what was. The first is 0, which every handle has that does not say.
   *
   * @param number 0 or more
   */
  public App generation(int number) {
    return new App(datalab, new Partition(partition.app(), number), site);
  }

  /**
   * Records what a visitor did; it is durable when this returns, and every question asked from then
   * on sees it. Events may come in any order of time, but those of a visitor at the same time count
   * in the order in which they are recorded.
   *
   * @throws IOException if the store can't take the events; then whether they are there is not
   *     known for certain. To repeat it safely, give events {@linkplain NewEvent#withId ids} or use
   *     a {@link #recorder}
   */
  public void record(Visit visit, Event... events) throws IOException {
    record(Arrays.stream(events).map(event -> NewEvent.of(visit, event)).toList());
  }

  /**
   * Records events of any visitors, all of them with one write; see {@link #record(Visit,
   * Event...)}.
   */
  public void record(List<NewEvent> events) throws IOException {
    Appending.await(submit(events));
  }

  /**
   * Like {@link #record(List)}, without waiting for the disk. Blocks only while the store's queue
   * is full.
   *
   * @return completes when the events are durable, in a thread of the store's, or exceptionally
   *     with an {@link IOException}
   */
  public CompletableFuture<Receipt> submit(List<NewEvent> events) {
    return datalab.streamsOf(partition).append(List.copyOf(events));
  }

  /**
   * A recorder of events that bear numbers of the host's.
   *
   * @param key names the numbering, 1 to 200 characters: the same key finds the same numbers again,
   *     also in a later process
   * @throws IOException if the store can't be read or written
   */
  public Recorder recorder(String key) throws IOException {
    return new Recorder(
        datalab.store(), partition, datalab.store().streamOf(partition, "host:" + key));
  }

  /**
   * Answers a question.
   *
   * @param question a question of any kind, as {@link dev.datalab.core.funnel.FunnelQuestion}; its
   *     filters and patterns mean what the question's Javadoc says
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the question can't be answered as it stands; the message
   *     begins with the field at fault
   */
  public <A> A ask(Question<A> question) throws IOException {
    return datalab.analysis().ask(scope(), question);
  }

  private Scope scope() {
    return new Scope(partition.app(), OptionalInt.of(partition.generation()), site);
  }
}
