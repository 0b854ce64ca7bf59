package dev.datalab.platform.apptoken;

import dev.datalab.core.token.AppLimits;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What may stand in a request for a token. Each check notes what is broken and answers what is to
 * be used; at the end all is refused at once. One object a request.
 */
final class TokenRules {
  static final Duration MAX_LIFETIME = Duration.ofDays(3_650);
  static final long MIN_LIFETIME_SECONDS = 60;
  static final long DEFAULT_LIFETIME_SECONDS = 365L * 86_400;

  private final List<Violation> broken = new ArrayList<>();

  /** What the checks so far have found, in their order. */
  List<Violation> broken() {
    return List.copyOf(broken);
  }

  /**
   * Ends the checks.
   *
   * @throws Rejection INVALID, with everything that was found, if anything was
   */
  void refuse() {
    if (!broken.isEmpty()) {
      throw Rejection.invalid(broken);
    }
  }

  /** The phrase is the names of organization and app, exactly. */
  void phrase(String phrase, App app) {
    if (!phrase.equals(app.getOrganizationName() + "/" + app.getName())) {
      broken.add(
          new Violation(
              "/phrase",
              "The phrase is the organization's name, '/' and the app's name, exactly; type it anew."));
    }
  }

  /** The lifetime in seconds; 0 stands for the one that is usual here. */
  long lifetime(long seconds, long usualSeconds) {
    if (seconds == 0) {
      return usualSeconds;
    }
    if (seconds < MIN_LIFETIME_SECONDS || seconds > MAX_LIFETIME.toSeconds()) {
      broken.add(
          new Violation(
              "/expiresIn",
              "A token lives for 1 minute to 3650 days; give a duration between, P365D say."));
    }
    return seconds;
  }

  AppLimits limits(Limits limits) {
    refuseNegative("sessions", limits.getSessions());
    refuseNegative("eventsPerSecond", limits.getEventsPerSecond());
    return new AppLimits(
        Math.max(0, limits.getSessions()), Math.max(0, limits.getEventsPerSecond()));
  }

  private void refuseNegative(String name, int value) {
    if (value < 0) {
      broken.add(
          new Violation(
              "/limits/" + name,
              "A limit is at least 0, and %s is %d; 0 is no limit.".formatted(name, value)));
    }
  }
}
