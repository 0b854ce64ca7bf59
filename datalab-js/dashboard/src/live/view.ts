import type { LiveEvent, Message, Now } from './messages';

/** How many events the feed shows. */
export const FEED = 60;

/** How long the curve of visitors reaches back. */
export const CURVE_MILLIS = 10 * 60_000;

const STEP_MILLIS = 2_000;

/** Less than this is no curve yet. */
const SHORTEST_MILLIS = 60_000;

/** How far back the left edge of the curve lies: what is known, from a minute to the longest. */
export function reach(view: View): number {
  const known = (view.now?.time ?? 0) - (view.curve[0]?.time ?? view.now?.time ?? 0);
  return Math.min(CURVE_MILLIS, Math.max(SHORTEST_MILLIS, known));
}

/** Visitors at one moment. */
export interface Point {
  readonly time: number;
  readonly visitors: number;
}

/** An event of the feed, with a key that no other has. */
export interface FeedEvent extends LiveEvent {
  readonly key: string;
}

/** What the live page shows, as of the messages so far. */
export interface View {
  readonly now: Now | null;
  readonly feed: readonly FeedEvent[];
  readonly curve: readonly Point[];
  /** How many events the server left out of the feed since it was opened. */
  readonly skipped: number;
}

export const NOTHING: View = { now: null, feed: [], curve: [], skipped: 0 };

/** `view` after `message`. */
export function after(view: View, message: Message): View {
  return message.type === 'now'
    ? { ...view, now: message, curve: longer(view.curve, { time: message.time, visitors: message.visitors }) }
    : { ...view, feed: newest(view.feed, message.events), skipped: view.skipped + message.skipped };
}

/** The newest first; one that is told again, after a reconnect, is not shown twice. */
function newest(feed: readonly FeedEvent[], events: readonly LiveEvent[]): readonly FeedEvent[] {
  const known = new Set(feed.map((event) => event.key));
  const fresh: FeedEvent[] = [];
  for (const event of events) {
    const key = `${event.stream} ${event.seq}`;
    if (!known.has(key)) {
      known.add(key);
      fresh.push({ ...event, key });
    }
  }
  return fresh.length === 0
    ? feed
    : [...feed, ...fresh].sort((a, b) => b.time - a.time || b.seq - a.seq).slice(0, FEED);
}

/** The curve with one point more; points closer than a step are one. */
function longer(curve: readonly Point[], point: Point): readonly Point[] {
  const since = point.time - CURVE_MILLIS;
  const kept = curve.filter((it) => it.time >= since && it.time < point.time);
  const last = kept[kept.length - 1];
  const before = kept[kept.length - 2];
  if (last !== undefined && before !== undefined && point.time - before.time < STEP_MILLIS) {
    kept.pop();
  }
  return [...kept, point];
}
