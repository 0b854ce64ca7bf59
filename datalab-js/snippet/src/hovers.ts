import { elements } from './clicks';
import type { Elements } from './link';
import { on, quiet } from './quiet';
import { ELEMENT_TIME, now, record } from './recorder';

/** A finger's click comes after the finger has left: so long, in milliseconds, a leaving is not sure. */
const TOUCH_MILLIS = 400;

let interesting: Elements | undefined;

/** What the pointer is on, by id: since when; 0 once it was clicked. */
const hovers = new Map<string, number>();

/** What points: `mouse`, `touch` or `pen`. */
let pointer: string;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Ids of the interesting elements that an event happened on, or within. */
const under = (event: Event): string[] => {
  const ids: string[] = [];
  const path = elements(event);
  const names = path.flatMap((element) => [
    `#${element.getAttribute('id')}`,
    `[name=${element.getAttribute('name')}]`,
    element.getAttribute('data-datalab'),
  ]);
  for (const { id, target } of interesting!) {
    quiet(
      () =>
        (names.includes(target) ||
          (/^[/(]/.test(target) &&
            path.includes(document.evaluate(target, document, null, 9).singleNodeValue as Element))) &&
        ids.push(id),
    )();
  }
  return ids;
};

/** Ends the hovers over these by a click; or else all others, for the pointer is on these and on no others. */
const rest = (ids: string[], clicked?: boolean, time = now()): void => {
  clearTimeout(leaving);
  for (const [id, since] of hovers) {
    if (ids.includes(id) == !!clicked) {
      if (since) {
        record(ELEMENT_TIME, {
          element: id,
          action: clicked ? 'hover-click' : 'hover-leave',
          elapsed: time - since,
          pointer,
        });
      }
      clicked ? hovers.set(id, 0) : hovers.delete(id);
    }
  }
  for (const id of ids) {
    clicked || hovers.has(id) || hovers.set(id, time);
  }
};

/** The page goes, and with it what the pointer is on. */
export const endHovers = (): void => rest([]);

/** Follows the pointer over the elements that the app finds interesting; not at all where it finds none. */
export const followHovers = (configured: Elements): void => {
  if (!interesting && configured[0]) {
    on('pointerover', (event: PointerEvent) => {
      rest(under(event));
      pointer = event.pointerType;
    });
    on('pointerout', (event: PointerEvent) => {
      const time = now();
      if (!event.relatedTarget) {
        leaving = setTimeout(
          quiet(() => rest([], false, time)),
          pointer == 'touch' ? TOUCH_MILLIS : 0,
        );
      }
    });
    // A finger that scrolls has not hesitated.
    on('pointercancel', () => hovers.clear());
    on('click', (event: Event) => rest(under(event), true));
  }
  interesting = configured;
};
