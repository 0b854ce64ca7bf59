package dev.datalab.platform.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.event.Names;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.platform.question.CleaningRules;
import dev.datalab.platform.question.Place;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The settings of an app.
 *
 * @param timeZone in which days begin, unless a question says otherwise
 * @param retentionDays for how many days events are kept, 1 to {@value #MAX_RETENTION_DAYS}; none:
 *     for ever
 * @param identity how visitors are told apart
 * @param honour the signals of a browser that are obeyed
 * @param mouse whether the pointer's path is sampled
 * @param queryParameters names of the parameters that addresses keep, besides UTM
 * @param clean how the names of pages are simplified: the first pattern that is found
 */
public record Settings(
    ZoneId timeZone,
    OptionalInt retentionDays,
    Identity identity,
    Set<Signal> honour,
    boolean mouse,
    List<String> queryParameters,
    List<CleaningRule> clean) {
  /** The longest retention, about a century. */
  public static final int MAX_RETENTION_DAYS = 36_500;

  /** The most parameters that are kept, and the most cleaning rules. */
  public static final int MAX_ENTRIES = 100;

  /** The settings of an app that nobody has configured. */
  public static final Settings DEFAULT =
      new Settings(
          ZoneId.of("UTC"),
          OptionalInt.empty(),
          Identity.COOKIE,
          Set.of(),
          false,
          List.of(),
          List.of());

  /** How visitors are told apart. */
  public enum Identity {
    /** By an id in a first-party cookie. */
    COOKIE,
    /** By a hash that changes every day. */
    COOKIELESS
  }

  /** What a browser may ask for. */
  public enum Signal {
    /** Do Not Track. */
    DNT,
    /** Global Privacy Control. */
    GPC
  }

  private static final List<String> FIELDS =
      List.of(
          "timeZone", "retentionDays", "identity", "honour", "mouse", "queryParameters", "clean");
  private static final Map<String, Identity> IDENTITIES =
      Map.of("cookie", Identity.COOKIE, "cookieless", Identity.COOKIELESS);
  private static final Map<String, Signal> SIGNALS = Map.of("dnt", Signal.DNT, "gpc", Signal.GPC);

  /** Copies the collections. */
  public Settings {
    requireNonNull(timeZone, "timeZone");
    requireNonNull(retentionDays, "retentionDays");
    requireNonNull(identity, "identity");
    honour = honour.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(honour));
    queryParameters = List.copyOf(queryParameters);
    clean = List.copyOf(clean);
  }

  /** Reads them; what is not given or wrong is as by default. */
  static Settings read(Place at) {
    if (!at.isGiven() || !at.requireObject()) {
      return DEFAULT;
    }
    at.onlyKnows(FIELDS);
    Optional<Integer> days = at.at("retentionDays").number(1, MAX_RETENTION_DAYS);
    Set<Signal> honour = EnumSet.noneOf(Signal.class);
    for (Place item : at.at("honour").items(0, MAX_ENTRIES)) {
      item.requireChoice(SIGNALS)
          .filter(signal -> !honour.add(signal))
          .ifPresent(twice -> item.wrong("honour: named twice; leave one out."));
    }
    List<String> parameters = new ArrayList<>();
    for (Place item : at.at("queryParameters").items(0, MAX_ENTRIES)) {
      Optional<String> name = item.requireText(Names.MAX_LENGTH);
      if (name.filter(parameters::contains).isPresent()) {
        item.wrong("queryParameters: named twice; leave one out.");
      }
      name.ifPresent(parameters::add);
    }
    return new Settings(
        at.at("timeZone").zone().orElse(DEFAULT.timeZone),
        days.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        at.at("identity").choice(IDENTITIES).orElse(DEFAULT.identity),
        honour,
        at.at("mouse").flag(),
        parameters,
        CleaningRules.read(at.at("clean"), MAX_ENTRIES));
  }

  /** The settings as the contract writes them, all of them given. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("timeZone", timeZone.getId());
    retentionDays.ifPresent(days -> json.put("retentionDays", days));
    writeForClient(json);
    ArrayNode rules = json.putArray("clean");
    for (CleaningRule rule : clean) {
      rules.addObject().put("pattern", rule.pattern()).put("as", rule.as());
    }
    return json;
  }

  /** What a snippet acts on. */
  ObjectNode clientJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    writeForClient(json);
    return json;
  }

  private void writeForClient(ObjectNode json) {
    json.put("identity", word(identity));
    ArrayNode signals = json.putArray("honour");
    honour.stream().sorted().forEach(signal -> signals.add(word(signal)));
    json.put("mouse", mouse);
    ArrayNode parameters = json.putArray("queryParameters");
    queryParameters.forEach(parameters::add);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
