package dev.datalab.core;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.element.ElementsAnswer;
import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Answers questions about an app's events: each answer is a pure function of the events that are
 * visible when it is asked for, whatever store holds them.
 *
 * <p>Safe for use by several threads. It starts no thread and keeps no state: the calling thread
 * works, and the executor may lend it helpers, at most one fewer than there are processors.
 *
 * <pre>{@code
 * Analysis analysis = new Analysis(store, ForkJoinPool.commonPool(), Clock.systemUTC());
 * FunnelAnswer answer = analysis.ask(scope, FunnelQuestion.of(range, definition));
 * }</pre>
 */
public final class Analysis {
  private final EventStore store;
  private final Executor executor;
  private final InstantSource clock;

  /**
   * An analysis of the events of a store.
   *
   * @param store where events are read from; stays open
   * @param executor lends threads; {@code Runnable::run} for none
   * @param clock says which figures may still change; a {@link java.time.Clock} will do
   */
  public Analysis(EventStore store, Executor executor, InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.executor = requireNonNull(executor, "executor");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Answers a question of any kind.
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the question can't be answered as it stands; the message
   *     begins with the field at fault
   */
  public <A> A ask(Scope scope, Question<A> question) throws IOException {
    requireNonNull(scope, "scope");
    requireNonNull(question, "question");
    return question.answer(new Basis(store, scope, executor, clock.instant()));
  }

  /**
   * How far did visitors get through these stages?
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the question asks for more than 10,000 buckets ({@code
   *     interval}), or its filter compares with what is no number or expression; the message begins
   *     with the field at fault
   */
  public FunnelAnswer funnel(Scope scope, FunnelQuestion question) throws IOException {
    return ask(scope, question);
  }

  /**
   * Which pages were seen, how often and how long?
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the filter compares with what is no number or expression
   */
  public PagesAnswer pages(Scope scope, PagesQuestion question) throws IOException {
    return ask(scope, question);
  }

  /**
   * How long do people hesitate over elements, and what do they do then?
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the filter compares with what is no number or expression
   */
  public ElementsAnswer elements(Scope scope, ElementsQuestion question) throws IOException {
    return ask(scope, question);
  }

  /**
   * Which ways did visitors take?
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if the filter compares with what is no number or expression,
   *     or the answer would have more than 200,000 edges ({@code top}) or 10,000 values ({@code
   *     breakdown}); the message begins with the field at fault
   */
  public JourneyAnswer journey(Scope scope, JourneyQuestion question) throws IOException {
    return ask(scope, question);
  }

  /**
   * What brought people here, and what came of it?
   *
   * @throws IOException if the store can't be read; the message names what is damaged
   * @throws IllegalArgumentException if a filter compares with what is no number or expression
   */
  public CampaignsAnswer campaigns(Scope scope, CampaignsQuestion question) throws IOException {
    return ask(scope, question);
  }
}
