package dev.datalab.platform.config;

import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Campaign.Rule;
import dev.datalab.platform.question.FunnelQuestions;
import dev.datalab.platform.question.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a configuration and notes everything that is wrong with it. For one document. */
final class ConfigurationReader {
  private static final List<String> RULES = List.of("utm", "suffix", "referrer");
  private static final List<String> UTM =
      List.of("source", "medium", "campaign", "term", "content");

  private final List<Campaign> campaigns;
  private final Settings settings;

  ConfigurationReader(Place body) {
    body.onlyKnows(List.of("funnels", "campaigns", "elements", "settings"));
    funnels(body.at("funnels"));
    campaigns = campaigns(body.at("campaigns"));
    elements(body.at("elements"));
    settings = Settings.read(body.at("settings"));
  }

  List<Campaign> campaigns() {
    return campaigns;
  }

  Settings settings() {
    return settings;
  }

  private static void funnels(Place at) {
    Set<String> ids = new HashSet<>();
    Set<String> stageIds = new HashSet<>();
    for (Place funnel : at.items(0, AppConfiguration.MAX_FUNNELS)) {
      if (!funnel.requireObject()) {
        continue;
      }
      id(funnel, "funnel", ids);
      FunnelQuestions.checkConfigured(funnel);
      if (funnel.at("stages").node().isArray()) {
        for (Place stage : funnel.at("stages").items(0, Integer.MAX_VALUE)) {
          if (stage.node().isObject()) {
            id(stage, "stage", stageIds);
          }
        }
      }
    }
  }

  private static List<Campaign> campaigns(Place at) {
    Set<String> ids = new HashSet<>();
    List<Campaign> campaigns = new ArrayList<>();
    for (Place campaign : at.items(0, AppConfiguration.MAX_CAMPAIGNS)) {
      if (!campaign.requireObject()) {
        continue;
      }
      campaign.onlyKnows(List.of("id", "name", "match"));
      Optional<String> id = id(campaign, "campaign", ids);
      Optional<String> name = campaign.at("name").name();
      Optional<Rule> rule = rule(campaign.at("match"));
      if (id.isPresent() && name.isPresent() && rule.isPresent()) {
        campaign
            .make(() -> new Campaign(id.get(), name.get(), rule.get()))
            .ifPresent(campaigns::add);
      }
    }
    return campaigns;
  }

  private static Optional<Rule> rule(Place at) {
    if (!at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(RULES);
    List<String> given = RULES.stream().filter(rule -> at.at(rule).isGiven()).toList();
    if (given.size() != 1) {
      at.wrong("match: give one of %s.".formatted(String.join(", ", RULES)));
      return Optional.empty();
    }
    String kind = given.get(0);
    Place value = at.at(kind);
    if (kind.equals("utm")) {
      return utm(at, value);
    }
    return value
        .text(Place.MAX_TEXT)
        .flatMap(
            text ->
                at.make(
                    () ->
                        kind.equals("suffix")
                            ? new Rule.SuffixIs(text)
                            : new Rule.ReferrerIs(host(text))));
  }

  /** The host of an address or of a host as people write it. */
  private static String host(String text) {
    return UrlName.host(text.contains("://") ? text : "https://" + text);
  }

  private static Optional<Rule> utm(Place match, Place at) {
    if (!at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(UTM);
    List<String> values =
        UTM.stream().map(field -> at.at(field).text(Place.MAX_TEXT).orElse("")).toList();
    return match.make(
        () ->
            new Rule.UtmIs(
                new Utm(
                    values.get(0), values.get(1), values.get(2), values.get(3), values.get(4))));
  }

  private static void elements(Place at) {
    Set<String> ids = new HashSet<>();
    for (Place element : at.items(0, AppConfiguration.MAX_ELEMENTS)) {
      if (element.requireObject()) {
        element.onlyKnows(List.of("id", "name", "target"));
        id(element, "element", ids);
        element.at("name").name();
        element
            .at("target")
            .requireText(Place.MAX_TEXT)
            .ifPresent(target -> element.make(() -> new Matcher.Click(target)));
      }
    }
  }

  /** The id that a thing must have, and no other of its kind. */
  private static Optional<String> id(Place thing, String kind, Set<String> taken) {
    Optional<String> id = thing.at("id").name();
    if (id.isPresent() && !taken.add(id.get())) {
      thing
          .at("id")
          .wrong("id: another %s of the app has it; give one of its own.".formatted(kind));
      return Optional.empty();
    }
    return id;
  }
}
