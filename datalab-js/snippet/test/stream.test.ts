import { expect, test } from 'vitest';
import { frame, newStream, posting, settle, type Stream } from '../src/stream';

/** A stream with events of these lengths, in characters of JSON. */
function streamOf(...lengths: number[]): Stream {
  const bare = JSON.stringify({ type: 5, timestamp: 1, url: '/', name: '' }).length;
  const stream = newStream();
  for (const length of lengths) {
    stream._queue.push({ type: 5, timestamp: 1, url: '/', name: 'x'.repeat(length - bare) });
  }
  return stream;
}

const numbers = (stream: Stream) => stream._queue.map((_, i) => stream._first + i);

test('what is acknowledged is forgotten, and only that', () => {
  const stream = streamOf(50, 50, 50);

  settle(stream, 3);

  expect(numbers(stream)).toEqual([3]);
});

test('an acknowledgement that comes late or twice changes nothing', () => {
  const stream = streamOf(50, 50, 50);
  settle(stream, 3);

  settle(stream, 2);
  settle(stream, 3);
  settle(stream, NaN);

  expect([stream._due, numbers(stream)]).toEqual([3, [3]]);
});

test('an acknowledgement beyond what is kept leaves nothing, and the next number is the one after', () => {
  const stream = streamOf(50, 50);

  settle(stream, 8);
  stream._queue.push({ type: 5, timestamp: 1, url: '/' });

  expect(numbers(stream)).toEqual([8]);
});

test('a frame holds as many events as fit', () => {
  const stream = streamOf(9_000, 9_000, 9_000, 50);

  expect(frame(stream, 1, 64)).toHaveLength(2);
  expect(frame(stream, 3, 64)).toHaveLength(2);
  expect(frame(stream, 4, 64)).toHaveLength(1);
  expect(frame(stream, 5, 64)).toHaveLength(0);
});

test('a frame stays within 64 KiB, whatever its letters take', () => {
  const stream = newStream();
  for (let i = 0; i < 40; i++) {
    stream._queue.push({ type: 5, timestamp: 1, url: '/', name: '漢'.repeat(900) });
  }
  stream._names = { session: 's'.repeat(22), stream: '9'.repeat(19), key: 'k'.repeat(43) };

  const events = frame(stream, 1, 64);

  expect(events.length).toBeGreaterThan(10);
  expect(new TextEncoder().encode(posting(stream, 1, events)).length).toBeLessThan(65_536);
});

test('a frame leaves the window alone', () => {
  expect(frame(streamOf(50, 50, 50), 1, 2)).toHaveLength(2);
  expect(frame(streamOf(50), 1, 0)).toHaveLength(0);
});

test('a posted frame says whose it is', () => {
  const stream = streamOf(50);
  stream._names = { session: 'S', stream: '7', key: 'K' };

  expect(JSON.parse(posting(stream, 1, stream._queue))).toEqual({
    session: 'S',
    stream: '7',
    key: 'K',
    seq: 1,
    events: stream._queue,
  });
});

test('a posted frame says which numbers are lost', () => {
  const stream = streamOf(50);
  stream._due = 3;
  stream._first = 5;

  expect(JSON.parse(posting(stream, 5, stream._queue)).lost).toEqual([3, 4]);
});
