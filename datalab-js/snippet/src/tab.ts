import { clean } from './address';
import { keep, kept } from './storage';
import { FRAME_LENGTH, newStream, type Stream, type WireEvent } from './stream';

/** What a tab knows from one page to the next. */
export interface Tab {
  _stream: Stream;
  /** Events that have no number yet: whether they belong to this stream, the next hello says. */
  _waiting: WireEvent[];
  /** Streams that ended with events unsent. */
  _left: Stream[];
  /** The address of the last page, as the browser has it. */
  _url?: string;
  /** Where the session began, in this tab: said at every hello, for the one before may not have been answered. */
  _landing?: { url: string; referrer: string; timeZone: string } | undefined;
  /** When something was last recorded, ms since the epoch. */
  _seen?: number;
  /** Whether a page has this tab in use. Who finds it so at the start is a copy of the tab, or comes after a crash. */
  _open?: boolean;
  /** Names of the query parameters that addresses keep. */
  _allowed: string[];
}

/** A session ends after so many milliseconds without an event. */
const IDLE_MILLIS = 1_800_000;

/** How many events are kept at most: more than half an hour of a visitor's, while no server is there. */
const MOST_EVENTS = 500;

export let tab: Tab;

/** Takes up what the page before has left, if it could leave something. */
export const load = (): void => {
  tab = kept('sessionStorage') ||
    tab || {
      _stream: newStream(),
      _waiting: [],
      _left: [],
      _allowed: [],
    };
};

/** Leaves the tab to the next page. */
export const save = (): void => {
  tab._left = tab._left.filter((stream) => stream._queue[0]);
  keep('sessionStorage', tab);
};

/** Begins another stream; what this one has unsent stays to be sent. */
export const split = (): void => {
  tab._left.push(tab._stream);
  tab._stream = newStream();
  tab._landing = undefined;
};

/** Takes an event in; drops the oldest where they are too many, whose number is then lost. */
export const add = (event: WireEvent): void => {
  const stream = tab._stream;
  tab._waiting.push(event);
  if (stream._queue.length + tab._waiting.length > MOST_EVENTS) {
    stream._first++;
    (stream._queue[0] ? stream._queue : tab._waiting).shift();
  }
};

/** Gives the waiting events their numbers, which ties them to the stream. */
export const number = (): void => {
  for (const event of tab._waiting.splice(0)) {
    for (const field of ['url', 'from', 'to'] as const) {
      if (event[field]) {
        event[field] = clean(event[field]);
      }
    }
    if (JSON.stringify(event).length < FRAME_LENGTH) {
      tab._stream._queue.push(event);
    }
  }
  save();
};

export const isIdle = (): boolean => Date.now() - tab._seen! > IDLE_MILLIS;
