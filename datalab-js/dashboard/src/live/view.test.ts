import { describe, expect, test } from 'vitest';
import { messageIn, type LiveEvent, type Now } from './messages';
import { after, CURVE_MILLIS, FEED, NOTHING, reach } from './view';

const now = (time: number, visitors: number): Now => ({
  type: 'now',
  time,
  visitors,
  partial: false,
  pages: [],
  funnels: [],
});
const event = (seq: number, time = seq): LiveEvent => ({
  time,
  visitor: 'v',
  stream: '7',
  seq,
  type: 'url',
  page: '/',
});
const events = (...list: LiveEvent[]) => ({ type: 'events' as const, events: list, skipped: 0 });

describe('the feed', () => {
  test('has the newest first, in whatever order they were told', () => {
    let view = after(NOTHING, events(event(1), event(3)));
    view = after(view, events(event(2)));
    expect(view.feed.map((it) => it.seq)).toEqual([3, 2, 1]);
  });

  test('shows an event once though it is told again after a reconnect', () => {
    const view = after(after(NOTHING, events(event(1), event(2))), events(event(2), event(3)));
    expect(view.feed.map((it) => it.seq)).toEqual([3, 2, 1]);
  });

  test('has an end, and counts what was left out', () => {
    let view = NOTHING;
    for (let seq = 1; seq <= 500; seq++) {
      view = after(view, { type: 'events', events: [event(seq)], skipped: 2 });
    }
    expect([view.feed.length, view.feed[0]?.seq, view.skipped]).toEqual([FEED, 500, 1_000]);
  });
});

describe('the curve of visitors', () => {
  test('reaches back for a while, with few enough points', () => {
    let view = NOTHING;
    for (let time = 0; time < 3 * CURVE_MILLIS; time += 500) {
      view = after(view, now(time, time));
    }
    const { curve } = view;
    expect(curve[curve.length - 1]?.time).toBe(3 * CURVE_MILLIS - 500);
    expect(curve[0]?.time).toBeGreaterThanOrEqual(2 * CURVE_MILLIS - 1_000);
    expect(curve.length).toBeLessThan(CURVE_MILLIS / 1_400);
  });

  test('ends with what is now', () => {
    const view = after(after(NOTHING, now(1_000, 3)), now(1_100, 4));
    expect([view.now?.visitors, view.curve[view.curve.length - 1]]).toEqual([4, { time: 1_100, visitors: 4 }]);
  });

  test('fills its width from a minute on, and no further back than it reaches', () => {
    const of = (...times: number[]) => reach(times.reduce((view, time) => after(view, now(time, 1)), NOTHING));
    expect([reach(NOTHING), of(5_000), of(0, 200_000), of(0, 200_000, 400_000, 10 * CURVE_MILLIS)]).toEqual([
      60_000, 60_000, 200_000, 60_000,
    ]);
  });

  test('does not go back when the clock of the server does', () => {
    const view = after(after(NOTHING, now(9_000, 3)), now(5_000, 4));
    expect(view.curve).toEqual([{ time: 5_000, visitors: 4 }]);
  });
});

describe('a message', () => {
  test('of a kind that is not known, or broken, is passed over', () => {
    expect(['', '{', 'null', '7', '{"type":"weather"}', '[]'].map(messageIn)).toEqual(Array(6).fill(null));
  });

  test('that lacks a part has it empty', () => {
    expect(messageIn('{"type":"now","time":5,"visitors":2}')).toEqual({ ...now(5, 2) });
    expect(messageIn('{"type":"events"}')).toEqual(events());
  });
});
