package dev.datalab.core.session;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.BucketScan;
import dev.datalab.core.query.Scope;
import dev.datalab.core.session.CourseAnswer.Course;
import dev.datalab.core.store.EventStore;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Answers a {@link CourseQuestion}. Hosts ask {@link dev.datalab.core.Analysis}. */
final class CourseAnalysis {
  private CourseAnalysis() {}

  static CourseAnswer answer(
      EventStore store, Scope scope, CourseQuestion question, Executor executor)
      throws IOException {
    BlockFilter.check(question.filter());
    Optional<SessionName> wanted = SessionName.parsed(question.session());
    if (wanted.isEmpty()) {
      return new CourseAnswer(Optional.empty());
    }
    List<CourseWorker> workers =
        BucketScan.run(
            store,
            scope,
            question.visitor(),
            question.range(),
            true,
            executor,
            () -> new CourseWorker(question, wanted.get(), scope.site()),
            CourseWorker::count);
    return new CourseAnswer(
        workers.stream()
            .map(CourseWorker::found)
            .flatMap(Optional::stream)
            .min(Comparator.comparing((Course course) -> course.row().visitor())));
  }
}
