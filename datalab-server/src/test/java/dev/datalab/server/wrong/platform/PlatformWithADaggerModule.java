package dev.datalab.server.wrong.platform;

import dagger.Module;

/** Breaks the rule that Dagger modules stand in the server. */
@Module
interface PlatformWithADaggerModule {}
