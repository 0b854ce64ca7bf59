package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.Multibinds;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.health.Check;
import dev.datalab.server.http.Door;
import dev.datalab.server.repair.Repair;
import dev.datalab.server.rpc.InProcessChannels;
import dev.datalab.server.rpc.ServiceChannels;
import dev.datalab.server.rpc.ServiceHost;
import dev.datalab.server.socket.WebSocketRoute;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** One process with all roles: one host for the services, and channels that stay within. */
@Module
interface ProcessModule {

  @Multibinds
  Set<BindableService> services();

  @Multibinds
  Set<Check> checks();

  @Multibinds
  Set<Repair> repairs();

  @Multibinds
  Set<Door> doors();

  @Multibinds
  Set<WebSocketRoute> sockets();

  @Provides
  @Singleton
  static ServiceHost host(List<ServerInterceptor> interceptors) {
    return new ServiceHost(interceptors);
  }

  @Provides
  @Singleton
  static InProcessChannels inProcess(ServiceHost host, CallSettings settings) {
    return new InProcessChannels(host, settings);
  }

  @Binds
  ServiceChannels channels(InProcessChannels channels);
}
