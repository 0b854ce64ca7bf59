package dev.datalab.server.apps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.Member;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.server.rest.Names;
import dev.datalab.server.rest.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app as the contract shows it.
 *
 * @param organization the organization's name: with the app's it makes the phrase of a token
 * @param locked whether a token has locked it
 * @param generation how many times it was unlocked
 * @param role the reader's role, in lists; elsewhere it stands beside the app
 */
record AppView(
    String id,
    String name,
    String url,
    List<String> tags,
    String visibility,
    List<String> origins,
    String organization,
    String organizationId,
    MemberView owner,
    List<MemberView> members,
    boolean locked,
    int generation,
    String createdAt,
    String updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role) {

  record MemberView(String id, String username, @Nullable String role, String joinedAt) {
    static MemberView of(Member member) {
      return new MemberView(
          member.getUserId(),
          member.getUsername(),
          Names.of(member.getRole()),
          Times.iso(member.getJoinedAtMillis()));
    }
  }

  static AppView of(App app) {
    return of(app, Role.ROLE_UNSPECIFIED);
  }

  static AppView of(App app, Role role) {
    return new AppView(
        app.getId(),
        app.getName(),
        app.getUrl(),
        List.copyOf(app.getTagsList()),
        Names.of(app.getVisibility()),
        List.copyOf(app.getOriginsList()),
        app.getOrganizationName(),
        app.getOrganizationId(),
        MemberView.of(app.getOwner()),
        app.getMembersList().stream().map(MemberView::of).toList(),
        app.getLocked(),
        app.getGeneration(),
        Times.iso(app.getCreatedAtMillis()),
        Times.iso(app.getUpdatedAtMillis()),
        Names.of(role));
  }
}
