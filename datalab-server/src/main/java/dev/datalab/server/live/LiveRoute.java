package dev.datalab.server.live;

import dev.datalab.platform.rpc.Caller;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.userauth.v1.SpendTicketRequest;
import dev.datalab.proto.userauth.v1.SpendTicketResponse;
import dev.datalab.proto.userauth.v1.TicketPurpose;
import dev.datalab.proto.userauth.v1.UserAuthGrpc.UserAuthBlockingStub;
import dev.datalab.server.socket.Handshake;
import dev.datalab.server.socket.WebSocketRoute;
import jakarta.inject.Inject;
import jakarta.websocket.Endpoint;

/** Where a live view is: opened with a ticket by whoever may read the app. Thread-safe. */
public final class LiveRoute implements WebSocketRoute {
  private final LiveHub hub;
  private final UserAuthBlockingStub userAuth;

  @Inject
  LiveRoute(LiveHub hub, UserAuthBlockingStub userAuth) {
    this.hub = hub;
    this.userAuth = userAuth;
  }

  @Override
  public String path() {
    return "/api/v1/apps/{app}/live";
  }

  @Override
  public Endpoint accept(Handshake handshake) {
    String appId = handshake.variables().getOrDefault("app", "");
    SpendTicketResponse who =
        userAuth.spendTicket(
            SpendTicketRequest.newBuilder()
                .setTicket(handshake.ticket())
                .setPurpose(TicketPurpose.TICKET_PURPOSE_LIVE)
                .setAppId(appId)
                .build());
    Caller caller = new Caller(who.getUserId(), who.getOrganizationId());
    App app = hub.admit(appId, caller);
    return new LiveSocket(hub, app.getId(), caller);
  }
}
