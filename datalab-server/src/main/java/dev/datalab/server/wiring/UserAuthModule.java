package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.platform.auth.AuthSettings;
import dev.datalab.platform.auth.UserAuthService;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.config.TokenSettings;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import dev.datalab.server.repair.Repair;
import io.grpc.BindableService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role user-auth. */
@Module
interface UserAuthModule {
  String ROLE = "user-auth";
  String ISSUER = "datalab";

  @Provides
  @Singleton
  @Named(ROLE)
  static DocumentStore store(EmbeddedStores stores) {
    return stores.documents(ROLE);
  }

  @Provides
  @IntoSet
  static Check check(@Named(ROLE) DocumentStore store) {
    return new Check(ROLE + "-store", store::check);
  }

  @Provides
  @Singleton
  static UserAuthService userAuth(
      @Named(ROLE) DocumentStore store,
      UserMetaBlockingStub users,
      InstantSource clock,
      TokenSettings tokens,
      CallSettings calls) {
    // A sign-up that is under way waits for one call: three times its deadline is a crash's.
    var settings =
        new AuthSettings(
            ISSUER,
            tokens.accessLifetime(),
            tokens.refreshLifetime(),
            tokens.keyLifetime(),
            calls.timeout().multipliedBy(3));
    return new UserAuthService(store, users, clock, settings);
  }

  @Binds
  @IntoSet
  BindableService service(UserAuthService service);

  @Provides
  @IntoSet
  static Repair repair(UserAuthService service) {
    return new Repair("sign-ups", service::settleSignUps);
  }
}
