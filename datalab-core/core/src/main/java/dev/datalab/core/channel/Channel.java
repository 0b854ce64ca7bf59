package dev.datalab.core.channel;

/** The channels, in the order in which their rules are tried: the first that holds is it. */
public enum Channel {
  /** Nothing led here, or the site itself. */
  DIRECT("Direct"),
  /** Advertising over several networks. */
  CROSS_NETWORK("Cross-network"),
  /** Advertising on a shopping site. */
  PAID_SHOPPING("Paid Shopping"),
  /** Advertising on a search engine. */
  PAID_SEARCH("Paid Search"),
  /** Advertising on a social network. */
  PAID_SOCIAL("Paid Social"),
  /** Advertising on a video site. */
  PAID_VIDEO("Paid Video"),
  /** Banners. */
  DISPLAY("Display"),
  /** Other advertising. */
  PAID_OTHER("Paid Other"),
  /** A link on a shopping site. */
  ORGANIC_SHOPPING("Organic Shopping"),
  /** A link on a social network. */
  ORGANIC_SOCIAL("Organic Social"),
  /** A link on a video site. */
  ORGANIC_VIDEO("Organic Video"),
  /** A search engine's result. */
  ORGANIC_SEARCH("Organic Search"),
  /** A link in an e-mail. */
  EMAIL("Email"),
  /** A partner's link. */
  AFFILIATES("Affiliates"),
  /** A link on another site. */
  REFERRAL("Referral"),
  /** A podcast or the like. */
  AUDIO("Audio"),
  /** A text message. */
  SMS("SMS"),
  /** A notification of a mobile application. */
  MOBILE_PUSH("Mobile Push Notifications"),
  /** None of these. */
  UNASSIGNED("Unassigned");

  private final String label;

  Channel(String label) {
    this.label = label;
  }

  /** Its name in answers, as {@code Organic Search}. */
  public String label() {
    return label;
  }
}
