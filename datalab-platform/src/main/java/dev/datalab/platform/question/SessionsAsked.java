package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.session.CourseQuestion;
import dev.datalab.core.session.SessionsQuestion;
import java.time.ZoneId;

/** What a question of the kind {@code sessions} asks: which there were, or what one was like. */
public sealed interface SessionsAsked {
  /** In which the answer's times are told. */
  ZoneId zone();

  /** Which sessions there were. */
  record OfList(SessionsQuestion question, ZoneId zone) implements SessionsAsked {
    /** Requires both. */
    public OfList {
      requireNonNull(question, "question");
      requireNonNull(zone, "zone");
    }
  }

  /** What happened in a session. */
  record OfCourse(CourseQuestion question, ZoneId zone) implements SessionsAsked {
    /** Requires both. */
    public OfCourse {
      requireNonNull(question, "question");
      requireNonNull(zone, "zone");
    }
  }
}
