package dev.datalab.core.session;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Site;
import dev.datalab.core.session.CourseAnswer.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for a session among the visitors of buckets, and reads its events. */
final class CourseWorker extends SessionReader {
  private final CourseQuestion question;
  private final SessionName wanted;
  private Optional<Course> found = Optional.empty();

  CourseWorker(CourseQuestion question, SessionName wanted, Site site) {
    super(question.range(), question.filter(), Optional.empty(), site);
    this.question = question;
    this.wanted = wanted;
  }

  Optional<Course> found() {
    return found;
  }

  @Override
  void countSessions() {
    for (int session = 0; session < sessions.count(); session++) {
      if (isCounted(session)
          && wanted.isOf(id(session), beginMillis(session))
          && (found.isEmpty() || visitor().compareTo(found.get().row().visitor()) < 0)) {
        found = Optional.of(course(session));
      }
    }
  }

  private Course course(int session) {
    List<RecordedEvent> list = new ArrayList<>();
    Optional<EventPosition> next = Optional.empty();
    for (int i = 0; i < events.size() && next.isEmpty(); i++) {
      if (sessions.of(i) != session || !isSeen(i)) {
        continue;
      }
      RecordedEvent event = recorded(i);
      if (question.after().isPresent()
          && EventPosition.of(event).compareTo(question.after().get()) <= 0) {
        continue;
      }
      if (list.size() == question.limit()) {
        next = Optional.of(EventPosition.of(list.get(list.size() - 1)));
      } else {
        list.add(event);
      }
    }
    return new Course(row(session), list, next);
  }
}
