import type { Options } from './api';
import { clean } from './address';
import { quiet } from './quiet';
import { keep, kept, remember, visitor } from './storage';
import { frame, posting, settle, type Stream } from './stream';
import { number, save, split, tab } from './tab';

/** The interesting elements of an app's configuration. */
export type Elements = { id: string; target: string }[];

interface HelloAnswer {
  session: string;
  stream: string;
  visitor: string;
  ticket: string;
  key: string;
  resumeFrom: number;
  window: number;
  config: { elements: Elements; settings: { identity: string; queryParameters: string[] } };
  previous?: { resumeFrom: number };
}

const enum State {
  /** Nothing to do with the server until there is something to say. */
  SILENT,
  /** No time to send: something is on its way, or is to be tried again later, or was refused for good. */
  BUSY,
  /** The socket is open. */
  OPEN,
  /** The socket did not open: frames go by `POST /events`. */
  POSTING,
}

const FLUSH_MILLIS = 300;
/** The longest pause is 2 to this many seconds, the first one a second; each is up to twice as long, by chance. */
const LONGEST_PAUSE = 5;
/** How long the server may take for whatever it is asked. */
const PATIENCE_MILLIS = 20_000;

let options: Options;
let greeted: (elements: Elements) => void;
let state = State.SILENT;
/** Counts connections. */
let run = 0;
/** How often in a row the server was not there for us. */
let failures = 0;
/** What the server asked for: how many seconds the next pause has at least. */
let seconds = 0;
let socket: WebSocket;
/** The number of the next event that goes over this socket. */
let next: number;
/** How many events may be unacknowledged. */
let room = 64;
let flushing: unknown;

/**
 * Says whom to call, and how.
 *
 * @param hear is given the interesting elements whenever a hello is answered
 */
export const configure = (given: Options, hear: (elements: Elements) => void): void => {
  options = given;
  greeted = hear;
};

/** The same, but of this connection: not once there is another one. */
const live = <A extends unknown[]>(action: (...args: A) => unknown) => {
  const mine = run;
  return quiet((...args: A) => mine == run && action(...args));
};

const ask = async (path: string, body: string, heard: (status: number, answer: any) => void, headers = {}) => {
  const mine = run;
  try {
    const response = await fetch(`${options.server}/api/v1/${path}`, {
      method: 'POST',
      body,
      headers,
      credentials: 'include',
      keepalive: true,
      signal: AbortSignal.timeout?.(PATIENCE_MILLIS),
    });
    const answer = response.status != 204 && (await response.json());
    if (mine == run) {
      seconds = +response.headers.get('retry-after')! || 0;
      heard(response.status, answer);
    }
  } catch {
    mine == run && pause();
  }
};

/** Sends within a moment: what happens together travels together. */
export const flushSoon = (): void => {
  flushing ||= setTimeout(quiet(flush), FLUSH_MILLIS);
};

/** Sends now what there is, if the server is there; else sees to it that it is. */
export const flush = (): void => {
  flushing = 0;
  if (!state) {
    connect();
  } else if (state == State.OPEN) {
    send();
  } else if (state == State.POSTING) {
    state = State.BUSY;
    bring(tab._stream);
  }
};

/** Sends the next frame, if the window has room; the acknowledgement asks for the one after. */
const send = (): void => {
  const stream = tab._stream;
  number();
  if (next < stream._first) {
    socket.send(JSON.stringify({ lost: [next, (next = stream._first) - 1] }));
  }
  const events = frame(stream, next, room + stream._due - next);
  if (events[0]) {
    socket.send(JSON.stringify({ seq: next, events }));
    const goal = (next += events.length);
    setTimeout(
      live(() => stream._first < goal && pause()),
      PATIENCE_MILLIS,
    );
  }
};

/** Brings a stream's events without a socket, one frame after the other. */
const bring = (stream: Stream): void => {
  number();
  const events = frame(stream, stream._first, room);
  if (events[0]) {
    ask('events', posting(stream, stream._first, events), (status, answer) => {
      const before = stream._due;
      settle(stream, answer.ack + 1);
      if (stream._due > before) {
        failures = 0;
        bring(stream);
      } else if (stream == tab._stream) {
        refuse(status);
      } else if (status < 429) {
        stream._queue = [];
      }
    });
  } else if (stream == tab._stream) {
    state = State.POSTING;
  }
};

/** Ends the connection, if there is one; not the visit. */
export const hangUp = (then = State.SILENT): void => {
  if (state == State.OPEN) {
    socket.send('{"goodbye":true}');
  }
  socket?.close();
  run++;
  state = then;
};

/** Nothing more on this page. */
const stop = (): void => {
  hangUp(State.BUSY);
  tab._open = false;
  save();
};

/** Tries again later: the longer it has failed the later, and not with all others at once. */
const pause = (): void => {
  hangUp(State.BUSY);
  setTimeout(live(connect), Math.max(seconds, 2 ** Math.min(LONGEST_PAUSE, failures++)) * 1000 * (1 + Math.random()));
};

/** What is refused for now is tried again, what is refused for good is not. */
const refuse = (status: number): void => (status > 428 || status < 400 ? pause() : stop());

const connect = (): void => {
  hangUp(State.BUSY);
  const hello = () =>
    ask(
      'hello',
      JSON.stringify({
        now: Date.now(),
        // Asked once a session: the first Intl of a page takes milliseconds.
        ...(tab._landing = tab._landing || {
          url: clean(location.href),
          referrer: document.referrer && clean(document.referrer),
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        }),
        language: navigator.language,
        screen: `${screen.width}x${screen.height}`,
        visitor: visitor(),
        session: kept('localStorage'),
        ...tab._stream._names,
        consent: options.consent,
      }),
      (status, answer) => {
        if (status == 200) {
          greet(answer);
        } else if (status == 204) {
          // Nothing may be collected of this visitor: nothing of ours stays here.
          stop();
          remember();
          keep('sessionStorage', '');
        } else {
          refuse(status);
        }
      },
      { 'content-type': 'application/json', 'x-datalab-token': options.token },
    );
  // One tab after the other, so that tabs that open together are one session.
  navigator.locks ? navigator.locks.request('datalab', hello).catch(hello) : hello();
};

/** Goes on with the stream of the answer, this tab's own or another one, over a socket. */
const greet = (answer: HelloAnswer): void => {
  const { session, stream: id, key } = answer;
  const { identity, queryParameters } = answer.config.settings;
  const before = tab._stream._names.stream;
  if (before && before != id) {
    settle(tab._stream, answer.previous!?.resumeFrom);
    split();
  }
  const stream = tab._stream;
  stream._names = { session, stream: id, key };
  settle(stream, answer.resumeFrom);
  next = stream._due;
  room = answer.window;
  tab._allowed = queryParameters;
  identity == 'cookieless' ? remember() : remember(answer.visitor, session);
  greeted(answer.config.elements);
  tab._left.forEach(bring);

  socket = new WebSocket(`${options.server.replace('http', 'ws')}/api/v1/open?ticket=${answer.ticket}`);
  socket.onopen = live(() => {
    state = State.OPEN;
    send();
  });
  socket.onmessage = live(({ data }: MessageEvent) => {
    failures = 0;
    settle(stream, JSON.parse(data).ack + 1);
    send();
  });
  socket.onclose = live(({ code }: CloseEvent) => {
    if (code == 1008 || code == 4000) {
      // The token is revoked, or another page has taken the stream.
      stop();
    } else if (state == State.BUSY) {
      state = State.POSTING;
      flush();
    } else if (stream._queue[0] || tab._waiting[0]) {
      pause();
    } else {
      hangUp();
    }
  });
};

/** The page may end here: what is not acknowledged goes by beacon, which outlives it, and stays for the next page. */
export const beacon = (): void => {
  const stream = tab._stream;
  if (stream._names.stream) {
    number();
    for (let from = stream._first, events; (events = frame(stream, from, room))[0]; from += events.length) {
      const body = posting(stream, from, events);
      navigator.sendBeacon?.(`${options.server}/api/v1/events`, body) || ask('events', body, () => {});
    }
  }
  save();
};
