package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.datalab.proto.analysis.v1.AnalysisGrpc;
import dev.datalab.proto.analysis.v1.AnalysisGrpc.AnalysisBlockingStub;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.apptoken.v1.AppTokenGrpc;
import dev.datalab.proto.apptoken.v1.AppTokenGrpc.AppTokenBlockingStub;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingV2Stub;
import dev.datalab.proto.userauth.v1.UserAuthGrpc;
import dev.datalab.proto.userauth.v1.UserAuthGrpc.UserAuthBlockingStub;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import dev.datalab.server.rpc.Role;
import dev.datalab.server.rpc.ServiceChannels;

/** The stubs by which roles call each other, wherever the other runs. */
@Module
interface ChannelsModule {

  @Provides
  static UserMetaBlockingStub userMeta(ServiceChannels channels) {
    return UserMetaGrpc.newBlockingStub(channels.to(Role.USER_META));
  }

  @Provides
  static UserAuthBlockingStub userAuth(ServiceChannels channels) {
    return UserAuthGrpc.newBlockingStub(channels.to(Role.USER_AUTH));
  }

  @Provides
  static AppMetaBlockingStub appMeta(ServiceChannels channels) {
    return AppMetaGrpc.newBlockingStub(channels.to(Role.APP_META));
  }

  @Provides
  static AppConfigBlockingStub appConfig(ServiceChannels channels) {
    return AppConfigGrpc.newBlockingStub(channels.to(Role.APP_CONFIG));
  }

  @Provides
  static AppTokenBlockingStub appToken(ServiceChannels channels) {
    return AppTokenGrpc.newBlockingStub(channels.to(Role.APP_TOKEN));
  }

  @Provides
  static EventManagerBlockingStub eventManager(ServiceChannels channels) {
    return EventManagerGrpc.newBlockingStub(channels.to(Role.EVENT_MANAGER));
  }

  @Provides
  static EventManagerBlockingV2Stub eventStreams(ServiceChannels channels) {
    return EventManagerGrpc.newBlockingV2Stub(channels.to(Role.EVENT_MANAGER));
  }

  @Provides
  static AnalysisBlockingStub analysis(ServiceChannels channels) {
    return AnalysisGrpc.newBlockingStub(channels.to(Role.ANALYSIS));
  }
}
