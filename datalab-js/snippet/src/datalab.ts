import type { Start, Value } from './api';
import { followClicks } from './clicks';
import { endHovers, followHovers } from './hovers';
import { beacon, configure, flush, hangUp } from './link';
import { on, quiet } from './quiet';
import { CUSTOM, enter, record, renew } from './recorder';
import { nameStorage } from './storage';
import { isIdle, load, split, tab } from './tab';
import { followAddress, leave } from './visits';

/**
 * The app that a token is for: whatever is kept is kept apart for each. A token's claims are ids and origins, in which no
 * letter stands that base64 and base64url write differently.
 */
const appOf = (token: string): string => JSON.parse(atob(token.split('.')[1]!)).sub;

/**
 * A page begins.
 *
 * @param restored it comes back from the browser's cache
 */
const begin = (restored?: boolean): void => {
  load();
  let from = tab._url;
  if (tab._open) {
    // A copy of a tab, whose original may go on with the stream; or what a crash has left. A page that is restored
    // may be ahead of the one before it, which is yet to be hidden.
    tab._waiting = [];
    split();
    from = restored ? from : undefined;
  }
  if (isIdle()) {
    renew();
    from = undefined;
  }
  tab._open = true;
  enter(from);
  flush();
};

const follow = (): void => {
  begin();
  followAddress();
  followClicks();
  on('visibilitychange', () => {
    if (document.hidden && tab._open) {
      beacon();
    }
  });
  on('pagehide', () => {
    if (tab._open) {
      endHovers();
      leave();
      tab._open = false;
      beacon();
      hangUp();
    }
  });
  on('pageshow', (event: PageTransitionEvent) => event.persisted && begin(true));
};

export const start: Start = (options) => {
  quiet(() => {
    nameStorage(`datalab-${appOf(options.token)}`);
    configure(options, followHovers);
    // A frame in a page of its own site is no page: the page around it is what the visitor sees.
    if (!frameElement) {
      // A page that is made in advance is not seen yet.
      (document as any).prerendering ? on('prerenderingchange', follow) : follow();
    }
  })();
  return {
    event: quiet((name: string, properties: Record<string, Value> = {}) => {
      record(CUSTOM, { name, properties: JSON.parse(JSON.stringify(properties)) });
    }),
  };
};
