package dev.datalab.ingest.intake;

import java.util.List;

/**
 * What of an app's configuration the intake and the snippet act on.
 *
 * @param cookieless whether visitors are told apart without a cookie
 * @param honoursDnt whether nothing is collected of who asks by Do Not Track
 * @param honoursGpc whether nothing is collected of who asks by Global Privacy Control
 * @param queryParameters names of the parameters that addresses keep, besides UTM
 * @param json {@code {stages, elements, settings}}, as hello answers it in {@code config}
 */
public record ClientConfig(
    boolean cookieless,
    boolean honoursDnt,
    boolean honoursGpc,
    List<String> queryParameters,
    String json) {
  /** The configuration of an app that nobody has configured. */
  public static final ClientConfig NONE =
      new ClientConfig(
          false, false, false, List.of(), "{\"stages\":[],\"elements\":[],\"settings\":{}}");

  /** Requires a JSON object. */
  public ClientConfig {
    queryParameters = List.copyOf(queryParameters);
    if (!json.startsWith("{")) {
      throw new IllegalArgumentException("json: the object that hello answers in 'config'.");
    }
  }
}
