package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.core.Analysis;
import dev.datalab.core.store.EventStore;
import dev.datalab.platform.analysis.AnalysisService;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.server.questions.ExportedEvent;
import io.grpc.BindableService;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role analysis. */
@Module
interface AnalysisModule {

  @Provides
  @Singleton
  @IntoSet
  static BindableService service(
      EventStore store,
      AppMetaBlockingStub apps,
      AppConfigBlockingStub configurations,
      Threads threads,
      InstantSource clock) {
    var analysis = new Analysis(store, threads.helpers(), clock);
    return new AnalysisService(
        analysis,
        store,
        new ExportedEvent(),
        new AppAccess(apps),
        configurations,
        threads.questions());
  }
}
