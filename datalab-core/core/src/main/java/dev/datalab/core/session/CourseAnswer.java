package dev.datalab.core.session;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.RecordedEvent;
import java.util.List;
import java.util.Optional;

/**
 * What happened in one session.
 *
 * @param session none if the question lets through no event of such a session that makes somebody a
 *     visitor
 */
public record CourseAnswer(Optional<Course> session) {
  /**
   * A session and its events.
   *
   * @param row its figures, whatever part of its events is listed
   * @param events in order, from where the question begins
   * @param next where the next page begins; none if the events end here
   */
  public record Course(SessionRow row, List<RecordedEvent> events, Optional<EventPosition> next) {
    /** Copies the list. */
    public Course {
      requireNonNull(row, "row");
      events = List.copyOf(events);
      requireNonNull(next, "next");
    }
  }
}
