import { flushSoon, hangUp } from './link';
import { add, isIdle, number, split, tab } from './tab';

/** The numbers by which types go over the wire. */
export const CLICK = 0;
export const URL_CHANGE = 1;
export const ELEMENT_TIME = 2;
export const CUSTOM = 5;

/** Milliseconds since the page was made; unlike the time of day it never steps. */
export const now = (): number => performance.now() | 0;

let entered: number;

/** Milliseconds on this page, or on this address of it. */
export const stay = (): number => now() - entered;

/** Leaves a session that is over, with all that belongs to it. */
export const renew = (): void => {
  hangUp();
  if (tab._stream._names.stream) {
    number();
  }
  split();
  tab._seen = Date.now();
};

/** Records an event of now. After a long pause it begins another session, which begins with the page that is there. */
export const record = (type: number, fields: object): void => {
  if (tab._open) {
    if (isIdle()) {
      renew();
      enter();
    }
    add({ type, timestamp: (tab._seen = Date.now()), url: location.href, ...fields });
    flushSoon();
  }
};

/** Records that the visitor comes to the address that the page has now. */
export const enter = (from?: string, elapsed?: number): void => {
  entered = now();
  record(URL_CHANGE, { from, to: (tab._url = location.href), elapsed: from ? elapsed : 0 });
};
