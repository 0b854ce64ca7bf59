package dev.datalab.server.wrong.server;

/** Breaks the rule that only Dagger makes an injected service. */
final class ServerThatMakesAServiceByHand {
  private ServerThatMakesAServiceByHand() {}

  static InjectedService make() {
    return new InjectedService();
  }
}
