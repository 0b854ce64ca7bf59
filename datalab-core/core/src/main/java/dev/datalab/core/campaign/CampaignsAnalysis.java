package dev.datalab.core.campaign;

import dev.datalab.core.funnel.Goal;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers a {@link CampaignsQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>A visitor's first touch may lie before the range, so their whole past is read. Buckets of a
 * scan share no visitor: what was counted in them adds up row by row.
 */
public final class CampaignsAnalysis {
  private CampaignsAnalysis() {}

  /**
   * Answers a question.
   *
   * @param executor lends threads for buckets
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if a filter can't be evaluated
   */
  public static CampaignsAnswer answer(
      EventStore store, Scope scope, CampaignsQuestion question, Executor executor)
      throws IOException {
    BlockFilter.check(question.filter());
    question.goal().map(Goal::filter).ifPresent(BlockFilter::check);
    List<CampaignsWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.range(),
            true,
            executor,
            () -> new CampaignsWorker(question, scope.site()),
            CampaignsWorker::count);
    CampaignTally sum = new CampaignTally();
    for (Campaign campaign : scope.site().campaigns()) {
      sum.campaigns.number(campaign.name());
    }
    workers.forEach(worker -> sum.add(worker.tally()));
    return sum.toAnswer(question);
  }
}
