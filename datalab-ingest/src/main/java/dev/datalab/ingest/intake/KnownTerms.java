package dev.datalab.ingest.intake;

import dev.datalab.core.store.Partition;
import dev.datalab.ingest.session.SessionTerms;

/**
 * What the sessions under one token have in common. One object for each token that has sessions
 * here.
 */
final class KnownTerms {
  final SessionTerms terms;
  final Partition partition;
  final Addresses addresses;
  final RateLimit rate;
  final Gate appends = new Gate();

  KnownTerms(SessionTerms terms) {
    this.terms = terms;
    this.partition = new Partition(terms.app(), terms.generation());
    this.addresses = new Addresses(terms.queryParameters());
    this.rate = new RateLimit(terms.eventsPerSecond());
  }

  /** Whether {@link Intake#closeApp} of these means the token. */
  boolean isMeant(String app, int throughGeneration, String tokenId) {
    return terms.app().equals(app)
        && terms.generation() <= throughGeneration
        && (tokenId.isEmpty() || tokenId.equals(terms.tokenId()));
  }

  boolean isOpen(AppDirectory apps) throws IntakeRefusal {
    return apps.isOpen(terms.app(), terms.generation(), terms.tokenId());
  }
}
