import { beforeEach, expect, test, vi } from 'vitest';
import { forbidStorage, store, stubStorage } from './browser';

const event = (name: string) => ({
  type: 5,
  timestamp: Date.now(),
  url: 'https://shop.example/?a=1&utm_source=x',
  name,
});

let page: typeof import('../src/tab');
let clean: typeof import('../src/address').clean;
const names = () => page.tab._stream._queue.map((it) => it['name']);

/** A page begins, in the same tab as the one before. */
async function nextPage(): Promise<void> {
  vi.resetModules();
  page = await import('../src/tab');
  ({ clean } = await import('../src/address'));
  page.load();
}

beforeEach(async () => {
  stubStorage();
  await nextPage();
});

test('events wait without a number, and then have theirs in order', () => {
  page.add(event('a'));
  page.add(event('b'));
  expect(names()).toEqual([]);

  page.number();

  expect(names()).toEqual(['a', 'b']);
  expect(page.tab._waiting).toEqual([]);
});

test('with its number an event loses what is not to be known of its address', () => {
  page.tab._allowed = ['q'];
  page.add({ ...event('a'), from: 'https://shop.example/s?q=tent&id=7#top', to: null });

  page.number();

  expect(page.tab._stream._queue[0]).toMatchObject({
    url: 'https://shop.example/?utm_source=x',
    from: 'https://shop.example/s?q=tent#top',
    to: null,
  });
});

test('an event that no frame could hold is not taken', () => {
  page.add({ ...event('a'), properties: { text: 'x'.repeat(20_000) } });
  page.add(event('b'));

  page.number();

  expect(names()).toEqual(['b']);
});

test('of too many events the oldest goes, and its number with it', () => {
  for (let i = 1; i <= 500; i++) {
    page.add(event(`${i}`));
  }
  page.number();
  page.add(event('501'));
  page.add(event('502'));
  page.number();

  expect(page.tab._stream._first).toBe(3);
  expect(names()).toHaveLength(500);
  expect(names()[0]).toBe('3');
});

test('of too many events without a number the oldest goes, and its number with it', () => {
  for (let i = 1; i <= 502; i++) {
    page.add(event(`${i}`));
  }
  page.number();

  expect([page.tab._stream._first, names()[0], names().length]).toEqual([3, '3', 500]);
});

test('the next page takes up what this one leaves', async () => {
  page.add(event('a'));
  page.number();
  page.add(event('b'));
  page.save();

  await nextPage();

  expect(names()).toEqual(['a']);
  expect(page.tab._waiting.map((it) => it['name'])).toEqual(['b']);
});

test('what was left of streams is kept until it is sent', () => {
  page.add(event('a'));
  page.number();
  page.split();
  page.split();
  page.save();
  expect(page.tab._left.map((stream) => stream._queue.length)).toEqual([1]);

  page.tab._left[0]!._queue = [];
  page.save();
  expect(page.tab._left).toEqual([]);
});

test('another stream begins at one', () => {
  page.add(event('a'));
  page.number();
  page.split();
  page.add(event('b'));
  page.number();

  expect([page.tab._stream._first, names()]).toEqual([1, ['b']]);
});

test('a tab is idle after half an hour, and not before anything was recorded', () => {
  expect(page.isIdle()).toBe(false);
  vi.useFakeTimers({ now: 1_000_000_000 });
  page.tab._seen = Date.now();

  vi.setSystemTime(1_000_000_000 + 1_800_000);
  expect(page.isIdle()).toBe(false);
  vi.setSystemTime(1_000_000_000 + 1_800_001);
  expect(page.isIdle()).toBe(true);
  vi.useRealTimers();
});

test('what is stored and not ours does no harm', async () => {
  store('{');
  await nextPage();
  page.add(event('a'));
  page.number();

  expect(names()).toEqual(['a']);
});

test('where storage is forbidden a page goes on with what it has', () => {
  page.add(event('a'));
  forbidStorage();
  page.number();
  page.load();

  expect(names()).toEqual(['a']);
});

test.each([
  ['https://a.example/p?x=1&y=2', 'https://a.example/p'],
  ['https://a.example/p?utm_source=a&x=1&utm_medium=b', 'https://a.example/p?utm_source=a&utm_medium=b'],
  ['https://a.example/?x=1#part?x=1', 'https://a.example/#part?x=1'],
  ['https://a.example/?Utm_source=a&myutm_x=1', 'https://a.example/'],
  ['https://a.example/?x=1&x=2&utm_id=3&utm_id=4', 'https://a.example/?utm_id=3&utm_id=4'],
])('%s is reported as %s', (address, reported) => {
  expect(clean(address)).toBe(reported);
});

test('an address has at most as many letters as the server takes', () => {
  expect(clean(`https://a.example/#${'x'.repeat(3_000)}`)).toHaveLength(2_000);
});
