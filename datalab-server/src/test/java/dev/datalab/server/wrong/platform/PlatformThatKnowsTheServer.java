package dev.datalab.server.wrong.platform;

import dev.datalab.server.wrong.server.InjectedService;

/** Breaks the rule that dependencies point from the server to the platform. */
public record PlatformThatKnowsTheServer(InjectedService service) {}
