package dev.datalab.ingest.intake;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is kept of addresses: of a query only the UTM parameters and those that the app names;
 * fragments stay. Safe for use by several threads.
 */
final class Addresses implements UnaryOperator<String> {
  private static final String UTM = "utm_";

  private final Set<String> parameters;

  /** Keeps parameters of these names, as they stand in an address. */
  Addresses(Iterable<String> parameters) {
    Set<String> names = new HashSet<>();
    parameters.forEach(names::add);
    this.parameters = Set.copyOf(names);
  }

  @Override
  public String apply(String address) {
    int query = queryStart(address);
    if (query < 0) {
      return address;
    }
    int end = queryEnd(address, query);
    StringBuilder kept = new StringBuilder(address.length()).append(address, 0, query);
    char separator = '?';
    for (int from = query + 1; from < end; ) {
      int to = address.indexOf('&', from);
      to = to < 0 || to > end ? end : to;
      if (isKept(address, from, to)) {
        kept.append(separator).append(address, from, to);
        separator = '&';
      }
      from = to + 1;
    }
    return kept.append(address, end, address.length()).toString();
  }

  private boolean isKept(String address, int from, int to) {
    if (address.startsWith(UTM, from)) {
      return true;
    }
    if (parameters.isEmpty()) {
      return false;
    }
    int equals = address.indexOf('=', from);
    return parameters.contains(address.substring(from, equals < 0 || equals > to ? to : equals));
  }

  /** The address without query and fragment. */
  static String withoutQuery(String address) {
    int end = queryStart(address);
    if (end < 0) {
      end = address.indexOf('#');
    }
    return end < 0 ? address : address.substring(0, end);
  }

  /** The text of an address's query, empty if it has none. */
  static String query(String address) {
    int start = queryStart(address);
    return start < 0 ? "" : address.substring(start + 1, queryEnd(address, start));
  }

  /** Where the question mark of the query stands, or -1: one in the fragment is none. */
  private static int queryStart(String address) {
    int query = address.indexOf('?');
    if (query < 0) {
      return -1;
    }
    int fragment = address.indexOf('#');
    return fragment >= 0 && fragment < query ? -1 : query;
  }

  private static int queryEnd(String address, int query) {
    int fragment = address.indexOf('#', query);
    return fragment < 0 ? address.length() : fragment;
  }
}
