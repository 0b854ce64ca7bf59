package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.multibindings.IntoSet;
import dev.datalab.server.apps.AppConfigResource;
import dev.datalab.server.apps.AppInvitationsResource;
import dev.datalab.server.apps.AppTokenResource;
import dev.datalab.server.apps.AppsResource;
import dev.datalab.server.apps.MembersResource;
import dev.datalab.server.apps.ReceivedInvitationsResource;
import dev.datalab.server.apps.UnlockResource;
import dev.datalab.server.docs.OpenApiResource;
import dev.datalab.server.health.HealthResource;
import dev.datalab.server.history.ArchivesResource;
import dev.datalab.server.history.ErasureResource;
import dev.datalab.server.history.ExportResource;
import dev.datalab.server.history.ImportResource;
import dev.datalab.server.history.VisitorsResource;
import dev.datalab.server.people.AuthResource;
import dev.datalab.server.people.OrganizationInvitationsResource;
import dev.datalab.server.people.UsersResource;
import dev.datalab.server.questions.AnalysisResource;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.tickets.TicketsResource;

/** The role gateway: the calls that are open to the outside. */
@Module
interface GatewayModule {

  @Binds
  @IntoSet
  Resource auth(AuthResource resource);

  @Binds
  @IntoSet
  Resource users(UsersResource resource);

  @Binds
  @IntoSet
  Resource organizationInvitations(OrganizationInvitationsResource resource);

  @Binds
  @IntoSet
  Resource apps(AppsResource resource);

  @Binds
  @IntoSet
  Resource appConfig(AppConfigResource resource);

  @Binds
  @IntoSet
  Resource appToken(AppTokenResource resource);

  @Binds
  @IntoSet
  Resource unlock(UnlockResource resource);

  @Binds
  @IntoSet
  Resource members(MembersResource resource);

  @Binds
  @IntoSet
  Resource appInvitations(AppInvitationsResource resource);

  @Binds
  @IntoSet
  Resource receivedInvitations(ReceivedInvitationsResource resource);

  @Binds
  @IntoSet
  Resource archives(ArchivesResource resource);

  @Binds
  @IntoSet
  Resource imports(ImportResource resource);

  @Binds
  @IntoSet
  Resource exports(ExportResource resource);

  @Binds
  @IntoSet
  Resource visitors(VisitorsResource resource);

  @Binds
  @IntoSet
  Resource erasures(ErasureResource resource);

  @Binds
  @IntoSet
  Resource analysis(AnalysisResource resource);

  @Binds
  @IntoSet
  Resource tickets(TicketsResource resource);

  @Binds
  @IntoSet
  Resource health(HealthResource resource);

  @Binds
  @IntoSet
  Resource openApi(OpenApiResource resource);
}
