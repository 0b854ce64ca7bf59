package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelVisitors;
import dev.datalab.core.funnel.VisitorListing;
import dev.datalab.core.query.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for one page of a list after the other, and puts them together. */
final class WholeList {
  private WholeList() {}

  /** The answer with the whole list in place of its first page. */
  static FunnelAnswer of(FunnelQuestion question, Analysis analysis, Scope scope)
      throws IOException {
    FunnelAnswer answer = analysis.funnel(scope, question);
    if (answer.list().isEmpty()) {
      return answer;
    }
    VisitorListing listing = question.list().orElseThrow();
    FunnelVisitors page = answer.list().get();
    List<FunnelVisitors.Row> all = new ArrayList<>(page.visitors());
    while (page.next().isPresent()) {
      if (page.visitors().size() != listing.limit()) {
        throw new AssertionError("a page that another follows is full, not " + page);
      }
      VisitorListing next =
          new VisitorListing(listing.stage(), listing.outcome(), listing.limit(), page.next());
      page = analysis.funnel(scope, question.listing(next)).list().orElseThrow();
      all.addAll(page.visitors());
    }
    return new FunnelAnswer(
        answer.visitors(),
        answer.stages(),
        answer.time(),
        answer.trend(),
        answer.breakdown(),
        Optional.of(new FunnelVisitors(all, Optional.empty())),
        answer.comparison(),
        answer.correlations());
  }
}
