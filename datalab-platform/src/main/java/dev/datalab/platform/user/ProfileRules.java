package dev.datalab.platform.user;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.usermeta.v1.Membership;
import dev.datalab.proto.usermeta.v1.Profile;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a profile may be. Lengths are counted in Unicode code points.
 *
 * <ul>
 *   <li>{@code username}: 1 to 100 without white space and {@code /}
 *   <li>{@code email}: plausible, 3 to 254: one {@code @} between a local part of at most 64 and a
 *       domain with a dot. Whether it exists only a mail can tell
 *   <li>{@code firstName}, {@code lastName}: 1 to 100
 *   <li>{@code position}: 0 to 100
 *   <li>{@code organization}: 1 to 100 without {@code /}, or else {@code invitation}: a code
 * </ul>
 *
 * <p>Names have no white space at their ends and no control characters.
 */
public final class ProfileRules {
  // Linear: no part of either pattern can give characters to its neighbour.
  private static final Pattern USERNAME = Pattern.compile("[^\\s\\p{Z}\\p{Cc}/]{1,100}");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^@\\s\\p{Cntrl}\"(),:;<>\\[\\]\\\\]{1,64}@[^@\\s\\p{Cntrl}\"(),:;<>\\[\\]\\\\/]{1,252}");
  private static final int MAX_NAME = 100;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_CODE = 200;

  private ProfileRules() {}

  /** Every rule that a sign-up breaks, in the order of its body; none if it may go on. */
  public static List<Violation> violations(Profile profile, Membership membership) {
    List<Violation> found = new ArrayList<>();
    if (!USERNAME.matcher(profile.getUsername()).matches()) {
      found.add(
          new Violation(
              "/username",
              "The user name must be 1 to 100 characters without white space and '/'."));
    }
    email(found, profile.getEmail());
    name(found, "/firstName", "first name", profile.getFirstName(), 1);
    name(found, "/lastName", "last name", profile.getLastName(), 1);
    name(found, "/position", "position", profile.getPosition(), 0);
    membership(found, membership);
    return List.copyOf(found);
  }

  private static void membership(List<Violation> found, Membership membership) {
    switch (membership.getWayCase()) {
      case ORGANIZATION_NAME -> {
        name(found, "/organization", "organization's name", membership.getOrganizationName(), 1);
        if (membership.getOrganizationName().contains("/")) {
          found.add(
              new Violation("/organization", "The organization's name must not contain '/'."));
        }
      }
      case INVITATION_CODE -> {
        String code = membership.getInvitationCode();
        if (code.isEmpty() || code.length() > MAX_CODE) {
          found.add(badCode());
        }
      }
      case WAY_NOT_SET ->
          found.add(
              new Violation(
                  "/organization",
                  "Name a new organization, or give the code of an invitation to one."));
    }
  }

  static Violation badCode() {
    return new Violation(
        "/invitation",
        "The invitation's code is unknown, used or withdrawn: ask your colleague for a new one.");
  }

  static void email(List<Violation> found, String email) {
    int at = email.indexOf('@');
    String domain = email.substring(at + 1);
    boolean plausible =
        email.codePointCount(0, email.length()) <= MAX_EMAIL
            && EMAIL.matcher(email).matches()
            && domain.indexOf('.') > 0
            && !domain.endsWith(".")
            && !domain.contains("..");
    if (!plausible) {
      found.add(
          new Violation(
              "/email",
              "The e-mail address must look like name@example.org, 254 characters at most."));
    }
  }

  static void name(List<Violation> found, String pointer, String thing, String value, int least) {
    int length = value.codePointCount(0, value.length());
    if (length < least || length > MAX_NAME) {
      found.add(
          new Violation(
              pointer, "The %s must have %d to %d characters.".formatted(thing, least, MAX_NAME)));
    } else if (!value.equals(value.strip())) {
      found.add(
          new Violation(
              pointer, "The %s must not begin or end with white space.".formatted(thing)));
    } else if (value.codePoints().anyMatch(Character::isISOControl)) {
      found.add(
          new Violation(pointer, "The %s must not contain control characters.".formatted(thing)));
    }
  }

  static void require(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Rejection.invalid(violations);
    }
  }

  /** A name as it is compared: two names that differ in case or in their encoding are one. */
  public static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
