import { clean } from './address';
import { on, quiet } from './quiet';
import { enter, record, stay, URL_CHANGE } from './recorder';
import { isIdle, tab } from './tab';

/** The address has changed, perhaps: what a report would leave out is no change. */
const moved = quiet(() => {
  if (clean(tab._url!) != clean(location.href)) {
    enter(tab._url, stay());
  }
});

/** Records that the visitor leaves; not if the session is long over. */
export const leave = (): void => {
  isIdle() || record(URL_CHANGE, { from: tab._url, to: null, elapsed: stay() });
};

/** Follows the address of a page that changes it without loading another one. */
export const followAddress = (): void => {
  on('popstate', moved);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      moved();
    };
  }
};
