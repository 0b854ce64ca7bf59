/** How long the events of a frame may be as JSON, in UTF-16 units: within 64 KiB even where each takes three bytes. */
export const FRAME_LENGTH = 20_000;

/** An event as it goes to the server. */
export interface WireEvent {
  type: number;
  timestamp: number;
  url: string;
  from?: string | null;
  to?: string | null;
  [field: string]: unknown;
}

/** What a hello says of a stream; nothing before the first one. */
export interface Names {
  session?: string;
  stream?: string;
  /** What authorizes `POST /events`. */
  key?: string;
}

/** One tab's part of a session: its events are numbered from 1, and kept until the server has them. */
export interface Stream {
  _names: Names;
  /** The next number that the server lacks: all before are settled. */
  _due: number;
  /** The number of the first event in the queue. It is due, or what lies between is lost. */
  _first: number;
  /** The events that are not settled. */
  _queue: WireEvent[];
}

export const newStream = (): Stream => ({
  _names: {},
  _due: 1,
  _first: 1,
  _queue: [],
});

/** Forgets what is settled, for good: all before the number that is due, which may be told late and twice. */
export const settle = (stream: Stream, due: number): void => {
  if (due > stream._due) {
    for (stream._due = due; stream._first < due; stream._first++) {
      stream._queue.shift();
    }
  }
};

/** The events from a number on that go into one frame: at most `room`, at least one if there is one. */
export const frame = (stream: Stream, from: number, room: number): WireEvent[] => {
  let length = 0;
  return stream._queue
    .slice(from - stream._first)
    .filter((event, i) => i < room && (length += JSON.stringify(event).length) < FRAME_LENGTH);
};

/** The body of a `POST /events`, which needs no connection: the key vouches for it. */
export const posting = (stream: Stream, seq: number, events: WireEvent[]): string =>
  JSON.stringify({
    ...stream._names,
    lost: stream._first > stream._due ? [stream._due, stream._first - 1] : undefined,
    seq,
    events,
  });
