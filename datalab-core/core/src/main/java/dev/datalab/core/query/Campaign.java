package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Names;

/** A campaign: a name, and the rule by which a session belongs to it. */
public record Campaign(String id, String name, Rule rule) {
  /** Requires all parts. */
  public Campaign {
    Names.checked("campaign", id);
    Names.checked("campaign", name);
    requireNonNull(rule, "rule");
  }

  /** The rule by which a session belongs to a campaign. */
  public sealed interface Rule {
    /** The session began with these parameters; empty ones don't matter, one is there. */
    record UtmIs(Utm utm) implements Rule {
      /** Requires a parameter. */
      public UtmIs {
        if (utm.equals(Utm.NONE)) {
          throw new IllegalArgumentException(
              "utm: name at least one of source, medium, campaign, term, content.");
        }
      }
    }

    /** The session's first page has an address that ends so. */
    record SuffixIs(String suffix) implements Rule {
      /** Requires a suffix. */
      public SuffixIs {
        if (suffix.isEmpty()) {
          throw new IllegalArgumentException("suffix: give the end of the address.");
        }
      }
    }

    /** The session came from this host, or one below it. */
    record ReferrerIs(String host) implements Rule {
      /** Requires a host. */
      public ReferrerIs {
        if (host.isEmpty()) {
          throw new IllegalArgumentException("referrer: give the host, as news.example.");
        }
      }
    }
  }
}
