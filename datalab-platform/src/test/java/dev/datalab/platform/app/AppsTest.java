package dev.datalab.platform.app;

import static dev.datalab.platform.app.Installation.as;
import static dev.datalab.platform.app.Installation.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.DeleteAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppsRequest;
import dev.datalab.proto.appmeta.v1.GetAppsResponse;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.appmeta.v1.UpdateAppRequest;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.StringList;
import dev.datalab.proto.common.v1.Visibility;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registering, seeing, changing and deleting apps. */
final class AppsTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void start() {
    installation = new Installation(folder);
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private App update(String user, App app, UnaryOperator<UpdateAppRequest.Builder> change) {
    UpdateAppRequest.Builder request = UpdateAppRequest.newBuilder().setAppId(app.getId());
    return as(user, () -> installation.apps().updateApp(change.apply(request).build()).getApp());
  }

  private static StringList list(String... values) {
    return StringList.newBuilder().addAllValues(List.of(values)).build();
  }

  private void delete(App app) {
    as(
        "olga",
        () ->
            installation
                .apps()
                .deleteApp(DeleteAppRequest.newBuilder().setAppId(app.getId()).build()));
  }

  @Test
  void aRegisteredAppBelongsToWhoRegisteredIt() {
    App app = installation.register("Shop");
    assertThat(app.getId()).matches("[A-Za-z0-9_-]{1,64}");
    assertThat(app.getName()).isEqualTo("Shop");
    assertThat(app.getOrganizationName()).isEqualTo("Analysts");
    assertThat(app.getOwner().getUsername()).isEqualTo("olga");
    assertThat(app.getOwner().getRole()).isEqualTo(Role.ROLE_OWNER);
    assertThat(app.getUrl()).isEqualTo("https://Shop.example/home");
    assertThat(app.getOriginsList()).containsExactly("https://shop.example");
    assertThat(app.getLocked()).isFalse();
    assertThat(app.getGeneration()).isZero();
    assertThat(app.getVersion()).isEqualTo(1);
    assertThat(app.getCreatedAtMillis()).isEqualTo(installation.clock.millis());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNothingIsRegistered() {
    Rejection rejection =
        refused(
            () ->
                as(
                    "olga",
                    () ->
                        installation
                            .apps()
                            .registerApp(
                                RegisterAppRequest.newBuilder()
                                    .setName("a/b")
                                    .setUrl("shop")
                                    .addTags("ok")
                                    .addTags("")
                                    .addOrigins("https://shop.example/x")
                                    .build())));
    assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
    assertThat(rejection.violations())
        .extracting(Violation::pointer)
        .containsExactly("/name", "/url", "/tags/1", "/origins/0");
    assertThat(apps("olga").getAppsList()).isEmpty();
  }

  @Test
  void aNameIsTakenOnceInAnOrganizationInWhateverCase() {
    installation.register("Shop");
    assertThat(refused(() -> installation.register("sHOP")).kind()).isEqualTo(Kind.TAKEN);
    App other =
        as(
            "saul",
            () ->
                installation
                    .apps()
                    .registerApp(
                        RegisterAppRequest.newBuilder()
                            .setName("Shop")
                            .setUrl("https://rival.example")
                            .build())
                    .getApp());
    assertThat(other.getOrganizationName()).isEqualTo("Rivals");
  }

  @Test
  void aNameMayBeTakenByRenamingAndIsFreeAfterwards() {
    App shop = installation.register("Shop");
    App blog = installation.register("Blog");
    assertThat(refused(() -> update("olga", blog, change -> change.setName("SHOP"))).kind())
        .isEqualTo(Kind.TAKEN);
    update("olga", shop, change -> change.setName("SHOP"));
    update("olga", shop, change -> change.setName("Store"));
    assertThat(update("olga", blog, change -> change.setName("Shop")).getName()).isEqualTo("Shop");
  }

  private GetAppsResponse apps(String user) {
    return as(user, () -> installation.apps().getApps(GetAppsRequest.getDefaultInstance()));
  }

  @Test
  void everyoneSeesTheAppsTheyHaveARoleOnByName() {
    App shop = installation.registerWithTeam("Shop");
    App blog = installation.register("Blog");
    update("olga", blog, change -> change.setVisibility(Visibility.VISIBILITY_PUBLIC));
    assertThat(apps("olga").getAppsList())
        .extracting(entry -> entry.getApp().getName() + " " + entry.getRole())
        .containsExactly("Blog ROLE_OWNER", "Shop ROLE_OWNER");
    assertThat(apps("vera").getAppsList())
        .extracting(entry -> entry.getApp().getName() + " " + entry.getRole())
        .containsExactly("Blog ROLE_EDITOR", "Shop ROLE_VIEWER");
    assertThat(apps("carl").getAppsList())
        .extracting(entry -> entry.getApp().getName() + " " + entry.getRole())
        .containsExactly("Blog ROLE_EDITOR");
    assertThat(apps("saul").getAppsList()).isEmpty();
    assertThat(installation.look(shop).getMembersList())
        .extracting(member -> member.getUsername())
        .containsExactly("emil", "vera");
  }

  @Test
  void aServiceSeesEveryAppWithoutARole() {
    App app = installation.register("Shop");
    assertThat(
            installation
                .apps()
                .getApp(GetAppRequest.newBuilder().setAppId(app.getId()).build())
                .getRole())
        .isEqualTo(Role.ROLE_UNSPECIFIED);
  }

  @Test
  void whatIsAbsentFromAChangeStaysAndWhatIsEqualIsNoChange() {
    App app = installation.register("Shop");
    App changed = update("olga", app, change -> change.setTags(list("eu", "b2c")));
    assertThat(changed.toBuilder().clearTags().clearVersion().build())
        .isEqualTo(app.toBuilder().clearVersion().build());
    assertThat(changed.getTagsList()).containsExactly("eu", "b2c");
    assertThat(changed.getVersion()).isEqualTo(2);
    installation.clock.advance(Duration.ofSeconds(1));
    assertThat(update("olga", app, change -> change.setTags(list("eu", "b2c")))).isEqualTo(changed);
    App cleared = update("olga", app, change -> change.setTags(list()));
    assertThat(cleared.getTagsList()).isEmpty();
    assertThat(cleared.getUpdatedAtMillis()).isEqualTo(installation.clock.millis());
  }

  @Test
  void aChangeMadeFromAnOldVersionIsRefused() {
    App app = installation.register("Shop");
    update("olga", app, change -> change.setName("Store").setIfVersion(1));
    assertThat(
            refused(() -> update("olga", app, change -> change.setName("Mall").setIfVersion(1)))
                .kind())
        .isEqualTo(Kind.CHANGED);
  }

  @Test
  void whileLockedUrlAndOriginsStayAndNameAndTagsChange() {
    App app = installation.register("Shop");
    installation.issue(app);
    assertThat(
            refused(() -> update("olga", app, change -> change.setUrl("https://b.example"))).kind())
        .isEqualTo(Kind.CONFLICT);
    assertThat(
            refused(
                    () ->
                        update("olga", app, change -> change.setOrigins(list("https://b.example"))))
                .kind())
        .isEqualTo(Kind.CONFLICT);
    App changed =
        update(
            "olga",
            app,
            change ->
                change
                    .setName("Store")
                    .setTags(list("eu"))
                    .setUrl(app.getUrl())
                    .setOrigins(list("https://shop.example")));
    assertThat(changed.getName()).isEqualTo("Store");
    assertThat(changed.getTagsList()).containsExactly("eu");
    installation.unlock(changed);
    assertThat(
            update("olga", app, change -> change.setOrigins(list("https://b.example")))
                .getOriginsList())
        .containsExactly("https://b.example");
  }

  @Test
  void aDeletedAppIsGoneWithItsEventsAndConfigurationAndItsNameIsFree() {
    App app = installation.register("Shop");
    installation.issue(app);
    assertThat(
            refused(
                    () -> {
                      delete(app);
                      return app;
                    })
                .kind())
        .isEqualTo(Kind.CONFLICT);
    installation.unlock(app);
    assertThat(installation.configurationKnown(app)).isTrue();
    delete(app);
    assertThat(refused(() -> installation.look(app)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(
            refused(
                    () -> {
                      delete(app);
                      return app;
                    })
                .kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(installation.erased()).containsExactly(app.getId() + "/all");
    assertThat(installation.configurationKnown(app)).isFalse();
    assertThat(installation.register("Shop").getId()).isNotEqualTo(app.getId());
  }

  @Test
  void aDeletionThatWasCutOffIsCarriedThroughByRepairAndNobodySeesTheAppMeanwhile() {
    App app = installation.register("Shop");
    installation.failErasing(true);
    delete(app);
    assertThat(refused(() -> installation.look(app)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(apps("olga").getAppsList()).isEmpty();
    installation.restart();
    assertThat(installation.repair()).isEqualTo(1);
    installation.failErasing(false);
    assertThat(installation.repair()).isZero();
    assertThat(installation.erased()).containsExactly(app.getId() + "/all");
  }

  @Test
  void aServiceMayDeleteWhatIsNotThere() {
    installation.apps().deleteApp(DeleteAppRequest.newBuilder().setAppId("gone").build());
    assertThat(installation.erased()).isEmpty();
  }

  @Test
  void everythingOutlivesARestart() {
    App app = installation.registerWithTeam("Shop");
    App locked = installation.issue(app).getApp();
    installation.restart();
    assertThat(installation.look(app)).isEqualTo(locked);
    assertThat(refused(() -> installation.register("shop")).kind()).isEqualTo(Kind.TAKEN);
  }
}
