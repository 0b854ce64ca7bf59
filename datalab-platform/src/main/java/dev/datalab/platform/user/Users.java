package dev.datalab.platform.user;

import dev.datalab.platform.documents.Change;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.usermeta.v1.CreateUserRequest;
import dev.datalab.proto.usermeta.v1.CreateUserResponse;
import dev.datalab.proto.usermeta.v1.Membership;
import dev.datalab.proto.usermeta.v1.Profile;
import dev.datalab.proto.usermeta.v1.UpdateUserRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of users and of the organizations that they found, join and leave. */
final class Users {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Duration DESTROYED_FOR = Duration.ofDays(1);

  private final Directory directory;
  private final InstantSource clock;

  Users(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  CreateUserResponse create(CreateUserRequest request) {
    CallContext.requireService();
    if (!ID.matcher(request.getUserId()).matches()) {
      throw Rejection.invalid(
          "/userId", "The user's id must be 1 to 64 of A-Z, a-z, 0-9, _ and -.");
    }
    ProfileRules.require(ProfileRules.violations(request.getProfile(), request.getMembership()));
    return Directory.again(() -> createOnce(request));
  }

  private CreateUserResponse createOnce(CreateUserRequest request) {
    Optional<CreateUserResponse> before = createdBefore(request);
    if (before.isPresent()) {
      return before.get();
    }
    long now = clock.millis();
    List<Change> changes = new ArrayList<>();
    Membership membership = request.getMembership();
    OrganizationDocument organization;
    String invitation = "";
    if (membership.hasInvitationCode()) {
      Versioned<InvitationDocument> invited =
          directory
              .invitations
              .findUnique(Directory.CODE, membership.getInvitationCode())
              .orElseThrow(() -> Rejection.invalid(List.of(ProfileRules.badCode())));
      Versioned<OrganizationDocument> joined =
          directory
              .organizations
              .get(invited.value().organization())
              .orElseThrow(() -> Rejection.invalid(List.of(ProfileRules.badCode())));
      invitation = invited.id();
      organization = joined.value().withUsers(joined.value().users() + 1);
      changes.add(directory.organizations.replace(joined, organization));
      changes.add(
          directory.invitations.replace(
              invited,
              invited.value().in(InvitationDocument.State.ACCEPTED, request.getUserId(), now)));
    } else {
      organization = new OrganizationDocument(Ids.next(), membership.getOrganizationName(), 1, now);
      changes.add(directory.organizations.insert(organization));
    }
    Profile profile = request.getProfile();
    UserDocument user =
        new UserDocument(
            request.getUserId(),
            profile.getUsername(),
            profile.getEmail(),
            profile.getFirstName(),
            profile.getLastName(),
            profile.getPosition(),
            organization.id(),
            invitation,
            now,
            now);
    changes.add(directory.users.insert(user));
    changes.add(directory.signUps.insert(new SignUp(user.id(), false, 0)));
    try {
      directory.store.commit(changes);
    } catch (KeyTakenException e) {
      if (e.key().equals(KeyTakenException.ID)) {
        // The same request, or its compensation, came at the same time.
        throw new StaleDocumentException(e.collection(), user.id());
      }
      throw taken(e);
    }
    return created(user, organization);
  }

  private Optional<CreateUserResponse> createdBefore(CreateUserRequest request) {
    Optional<SignUp> signUp = directory.signUps.get(request.getUserId()).map(Versioned::value);
    if (signUp.isEmpty()) {
      return Optional.empty();
    }
    if (signUp.get().destroyed()) {
      throw Rejection.conflict("This sign-up was taken back: sign up again.");
    }
    UserDocument user =
        directory
            .users
            .get(request.getUserId())
            .map(Versioned::value)
            .orElseThrow(() -> new StaleDocumentException("user", request.getUserId()));
    if (!ProfileRules.fold(user.username())
        .equals(ProfileRules.fold(request.getProfile().getUsername()))) {
      throw Rejection.taken("The user's id belongs to another user: make a new one.");
    }
    return Optional.of(created(user, directory.organization(user.organization())));
  }

  private static CreateUserResponse created(UserDocument user, OrganizationDocument organization) {
    return CreateUserResponse.newBuilder()
        .setUser(user.toUser(organization))
        .setFounded(user.invitation().isEmpty())
        .build();
  }

  private static Rejection taken(KeyTakenException e) {
    return switch (e.key()) {
      case Directory.USERNAME ->
          Rejection.taken("/username", "The user name is taken: choose another.");
      case Directory.EMAIL ->
          Rejection.taken(
              "/email",
              "A user with this e-mail address is there already: sign in, or use another.");
      case Directory.NAME ->
          Rejection.taken(
              "/organization",
              "An organization of this name is there already:"
                  + " ask a colleague for an invitation, or choose another name.");
      default -> throw e;
    };
  }

  /** Whether there was such a user. */
  boolean destroy(String id) {
    CallContext.requireService();
    return Directory.again(() -> destroyOnce(id));
  }

  private boolean destroyOnce(String id) {
    long endsAt = clock.instant().plus(DESTROYED_FOR).toEpochMilli();
    SignUp gone = new SignUp(id, true, endsAt);
    Optional<Versioned<SignUp>> signUp = directory.signUps.get(id);
    if (signUp.isEmpty()) {
      try {
        directory.store.commit(List.of(directory.signUps.insert(gone)));
      } catch (KeyTakenException e) {
        throw new StaleDocumentException("sign-up", id);
      }
      return false;
    }
    Optional<Versioned<UserDocument>> user = directory.users.get(id);
    if (user.isEmpty()) {
      if (!signUp.get().value().destroyed()) {
        throw new StaleDocumentException("user", id);
      }
      return false;
    }
    List<Change> changes = new ArrayList<>();
    changes.add(directory.signUps.replace(signUp.get(), gone));
    changes.add(directory.users.delete(user.get()));
    UserDocument leaving = user.get().value();
    leave(changes, leaving);
    try {
      directory.store.commit(changes);
    } catch (KeyTakenException e) {
      // The person of the invitation to be reopened was invited anew at this moment.
      throw new StaleDocumentException(e.collection(), leaving.invitation());
    }
    return true;
  }

  private void leave(List<Change> changes, UserDocument leaving) {
    Versioned<OrganizationDocument> organization =
        directory
            .organizations
            .get(leaving.organization())
            .orElseThrow(() -> new StaleDocumentException("organization", leaving.organization()));
    int left = organization.value().users() - 1;
    if (left == 0) {
      changes.add(directory.organizations.delete(organization));
      directory
          .invitations
          .find(Directory.ORGANIZATION, leaving.organization())
          .forEach(invitation -> changes.add(directory.invitations.delete(invitation)));
      return;
    }
    changes.add(
        directory.organizations.replace(organization, organization.value().withUsers(left)));
    if (!leaving.invitation().isEmpty()) {
      directory.invitations.get(leaving.invitation()).stream()
          .filter(by -> isReopened(by.value(), leaving))
          .forEach(
              by ->
                  changes.add(
                      directory.invitations.replace(
                          by,
                          by.value().in(InvitationDocument.State.PENDING, "", clock.millis()))));
    }
  }

  /** Unless the person has been invited anew meanwhile: one pending invitation is enough. */
  private boolean isReopened(InvitationDocument by, UserDocument leaving) {
    return by.acceptedBy().equals(leaving.id())
        && directory
            .invitations
            .findUnique(Directory.PENDING, by.organization() + " " + ProfileRules.fold(by.email()))
            .isEmpty();
  }

  User get(String id) {
    if (id.isEmpty() && CallContext.caller().isEmpty()) {
      throw Rejection.invalid("/userId", "The user's id is empty: a service has to name the user.");
    }
    String wanted = id.isEmpty() ? CallContext.requireCaller().user() : id;
    return visible(directory.users.get(wanted));
  }

  User find(String username) {
    return visible(directory.users.findUnique(Directory.USERNAME, ProfileRules.fold(username)));
  }

  private User visible(Optional<Versioned<UserDocument>> user) {
    Optional<Caller> caller = CallContext.caller();
    UserDocument seen =
        user.map(Versioned::value)
            .filter(
                one -> caller.isEmpty() || caller.get().organization().equals(one.organization()))
            .orElseThrow(() -> Rejection.notFound("The user is not there, or not visible to you."));
    return seen.toUser(directory.organization(seen.organization()));
  }

  List<User> colleagues() {
    Caller caller = CallContext.requireCaller();
    OrganizationDocument organization = directory.organization(caller.organization());
    return directory.users.find(Directory.ORGANIZATION, caller.organization()).stream()
        .map(Versioned::value)
        .filter(user -> !user.id().equals(caller.user()))
        .sorted(Comparator.comparing(user -> ProfileRules.fold(user.username())))
        .map(user -> user.toUser(organization))
        .toList();
  }

  User update(UpdateUserRequest request) {
    Caller caller = CallContext.requireCaller();
    List<Violation> violations = new ArrayList<>();
    if (request.hasEmail()) {
      ProfileRules.email(violations, request.getEmail());
    }
    if (request.hasFirstName()) {
      ProfileRules.name(violations, "/firstName", "first name", request.getFirstName(), 1);
    }
    if (request.hasLastName()) {
      ProfileRules.name(violations, "/lastName", "last name", request.getLastName(), 1);
    }
    if (request.hasPosition()) {
      ProfileRules.name(violations, "/position", "position", request.getPosition(), 0);
    }
    ProfileRules.require(violations);
    UserDocument user;
    try {
      user =
          directory
              .users
              .update(caller.user(), old -> changed(old, request))
              .map(Versioned::value)
              .orElseThrow(() -> Rejection.notFound("The user is not there any more."));
    } catch (KeyTakenException e) {
      throw taken(e);
    }
    return user.toUser(directory.organization(user.organization()));
  }

  private UserDocument changed(UserDocument old, UpdateUserRequest request) {
    UserDocument next =
        new UserDocument(
            old.id(),
            old.username(),
            request.hasEmail() ? request.getEmail() : old.email(),
            request.hasFirstName() ? request.getFirstName() : old.firstName(),
            request.hasLastName() ? request.getLastName() : old.lastName(),
            request.hasPosition() ? request.getPosition() : old.position(),
            old.organization(),
            old.invitation(),
            old.createdAtMillis(),
            old.updatedAtMillis());
    return next.equals(old)
        ? old
        : new UserDocument(
            next.id(),
            next.username(),
            next.email(),
            next.firstName(),
            next.lastName(),
            next.position(),
            next.organization(),
            next.invitation(),
            next.createdAtMillis(),
            clock.millis());
  }
}
