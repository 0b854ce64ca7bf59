package dev.datalab.server.wrong.core;

import jakarta.websocket.Session;

/** Breaks the rule that the core knows no web API. */
record CoreThatKnowsTheWeb(Session session) {}
