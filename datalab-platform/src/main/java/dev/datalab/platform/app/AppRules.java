package dev.datalab.platform.app;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.common.v1.Role;
import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand in an app's description. Each check notes every rule that is broken, and answers
 * the value as it is to be kept; at the end all is refused at once. One object a request.
 */
final class AppRules {
  static final int MAX_NAME_LENGTH = 100;
  static final int MAX_URL_LENGTH = 2_048;
  static final int MAX_TAGS = 20;
  static final int MAX_TAG_LENGTH = 50;
  static final int MAX_ORIGINS = 50;

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

  private void report(String pointer, String detail) {
    broken.add(new Violation(pointer, detail));
  }

  String name(String name) {
    if (badText(name, MAX_NAME_LENGTH)) {
      report(
          "/name",
          "A name has 1 to %d characters, no control characters and no space at either end."
              .formatted(MAX_NAME_LENGTH));
    } else if (name.indexOf('/') >= 0) {
      report("/name", "A name has no '/', which divides organization and app; leave it out.");
    }
    return name;
  }

  String url(String url) {
    Optional<URI> uri = url.length() > MAX_URL_LENGTH ? Optional.empty() : Origins.parse(url);
    if (uri.isEmpty()) {
      report(
          "/url",
          "The address of a site is absolute, http or https, of at most %d characters: https://shop.example"
              .formatted(MAX_URL_LENGTH));
    } else if (uri.get().getRawUserInfo() != null
        || uri.get().getRawQuery() != null
        || uri.get().getRawFragment() != null) {
      report("/url", "The address of a site has no user, query and fragment; give it without.");
    }
    return url;
  }

  List<String> tags(List<String> tags) {
    if (tags.size() > MAX_TAGS) {
      report(
          "/tags",
          "%d tags are given and an app has at most %d; give fewer."
              .formatted(tags.size(), MAX_TAGS));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tags.size(); i++) {
      if (badText(tags.get(i), MAX_TAG_LENGTH)) {
        report(
            "/tags/" + i,
            "A tag has 1 to %d characters, no control characters and no space at either end."
                .formatted(MAX_TAG_LENGTH));
      } else if (!seen.add(tags.get(i))) {
        report("/tags/" + i, "No two tags are alike; leave one out.");
      }
    }
    return tags;
  }

  /** The origins in their one spelling. */
  List<String> origins(List<String> origins) {
    if (origins.isEmpty() || origins.size() > MAX_ORIGINS) {
      report(
          "/origins",
          "%d origins are given and an app has 1 to %d.".formatted(origins.size(), MAX_ORIGINS));
    }
    List<String> canonical = new ArrayList<>();
    for (int i = 0; i < origins.size(); i++) {
      Optional<String> origin = Origins.canonical(origins.get(i));
      if (origin.isEmpty()) {
        report(
            "/origins/" + i,
            "An origin is http or https, host and port, and nothing after: https://shop.example:8443");
      } else if (canonical.contains(origin.get())) {
        report("/origins/" + i, "No two origins are alike; leave one out.");
      } else {
        canonical.add(origin.get());
      }
    }
    return canonical;
  }

  /** The origins of a new app: those given, or else the one of its address. */
  List<String> originsOrOwn(List<String> origins, String url) {
    return origins.isEmpty() ? Origins.of(url).map(List::of).orElseGet(List::of) : origins(origins);
  }

  /** The role of a member: {@code EDITOR} or {@code VIEWER}. */
  AppRole memberRole(Role role) {
    if (role == Role.ROLE_EDITOR) {
      return AppRole.EDITOR;
    }
    if (role != Role.ROLE_VIEWER) {
      report(
          "/role",
          "A member's role is EDITOR or VIEWER; the one owner is changed by handing over.");
    }
    return AppRole.VIEWER;
  }

  /** What makes two names the same name within an organization: their letters, in either case. */
  static String nameKey(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static boolean badText(String text, int maxLength) {
    return text.isEmpty()
        || text.codePointCount(0, text.length()) > maxLength
        || !text.equals(text.strip())
        || text.codePoints().anyMatch(Character::isISOControl);
  }
}
