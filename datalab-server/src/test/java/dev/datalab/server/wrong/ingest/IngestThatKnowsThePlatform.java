package dev.datalab.server.wrong.ingest;

import dev.datalab.server.wrong.platform.PlatformThatKnowsTheServer;

/** Breaks the rule that ingest and platform do not know one another. */
record IngestThatKnowsThePlatform(PlatformThatKnowsTheServer platform) {}
