package dev.datalab.platform.app;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who works on an app.
 *
 * @param owner the one with the role {@link AppRole#OWNER}
 * @param members the others, editors and viewers, by username ascending. Of a public app they count
 *     for nothing until it is private again
 */
record AppTeam(AppMember owner, List<AppMember> members) {
  AppTeam {
    members = members.stream().sorted(comparing(AppMember::username)).toList();
    if (owner.role() != AppRole.OWNER
        || members.stream().anyMatch(member -> member.role() == AppRole.OWNER)) {
      throw new IllegalArgumentException(
          "team: an app has one owner, who is not among the members; hand over instead.");
    }
  }

  /** The member of an id; the owner is none. */
  Optional<AppMember> member(String userId) {
    return members.stream().filter(member -> member.userId().equals(userId)).findFirst();
  }

  boolean isOwner(String userId) {
    return owner.userId().equals(userId);
  }

  /** With this member, in place of an earlier membership of the same user. */
  AppTeam with(AppMember member) {
    return new AppTeam(
        owner,
        Stream.concat(without(member.userId()).members.stream(), Stream.of(member)).toList());
  }

  AppTeam without(String userId) {
    return new AppTeam(
        owner, members.stream().filter(member -> !member.userId().equals(userId)).toList());
  }

  /** Owned by another; who was the owner is an editor from here on. */
  AppTeam ownedBy(AppMember next) {
    AppTeam others = without(next.userId()).with(owner.as(AppRole.EDITOR));
    return new AppTeam(next.as(AppRole.OWNER), others.members);
  }
}
