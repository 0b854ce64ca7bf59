/** How a page is followed. */
export interface Options {
  /** The app's token. */
  token: string;
  /** Origin of the datalab server, as `https://datalab.example`. */
  server: string;
  /** What the visitor answered when asked. Absent: not asked. False: nothing is collected, and what was kept of them goes. */
  consent?: boolean | undefined;
}

/** The value of a property. */
export type Value = string | number | boolean;

/** What a site may call. Nothing of it throws. */
export interface Datalab {
  /**
   * Records an event of the site's own.
   *
   * @param name 1 to 100 characters
   * @param properties at most 32, flat; together at most 15,000 characters as JSON
   */
  event(name: string, properties?: Record<string, Value>): void;
}

/** Follows the visitor through this page, until it ends. For one call a page. */
export type Start = (options: Options) => Datalab;
