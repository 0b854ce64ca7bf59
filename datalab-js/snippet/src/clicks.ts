import { flush } from './link';
import { on } from './quiet';
import { CLICK, now, record } from './recorder';

const MOST_ELEMENTS = 16;

/** The elements that an event passes, from its target up to the root; those of open shadow trees too. */
export const elements = (event: Event): Element[] =>
  event.composedPath().filter((node) => (node as Element).localName) as Element[];

/** What an event's elements can be found by. Paths are as browsers' tools copy them: numbers only where a name is not alone. */
const describe = (path: Element[]) => {
  let xpath = '';
  return path
    .reverse()
    .map((element) => {
      const peers = [...element.parentNode!.children].filter((peer) => peer.localName == element.localName);
      xpath += `/${element.localName}${peers[1] ? `[${peers.indexOf(element) + 1}]` : ''}`;
      return {
        xpath,
        id: element.getAttribute('id'),
        name: element.getAttribute('name'),
        label: element.getAttribute('data-datalab'),
      };
    })
    .reverse()
    .slice(0, MOST_ELEMENTS);
};

let last: number | undefined;

export const followClicks = (): void =>
  on('click', (event: MouseEvent) => {
    const time = now();
    record(CLICK, {
      path: describe(elements(event)),
      x: event.pageX,
      y: event.pageY,
      elapsed: last && time - last,
    });
    last = time;
    // The next page may be on its way.
    flush();
  });
