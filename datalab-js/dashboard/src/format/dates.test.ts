import { expect, test } from 'vitest';
import { resolve } from '../time/range';
import { bucketName, bucketShort, choiceName, clock, rangeName } from './dates';

const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ');
const range = (from: string, until: string, zone: string) => resolve({ from, until }, zone, new Date());

test('whole days are named by their dates, the last one included', () => {
  const zone = 'Europe/Zurich';
  expect(plain(rangeName(range('2026-11-16T00:00', '2026-11-23T00:00', zone), zone))).toBe('Nov 16 – 22, 2026');
  expect(plain(rangeName(range('2026-11-16T00:00', '2026-11-17T00:00', zone), zone))).toBe('Nov 16, 2026');
  expect(plain(rangeName(range('2026-10-25T00:00', '2026-10-26T00:00', zone), zone))).toBe('Oct 25, 2026');
});

test('what begins or ends within a day carries its times', () => {
  expect(plain(rangeName(range('2026-11-16T09:30', '2026-11-16T17:00', 'Asia/Tokyo'), 'Asia/Tokyo'))).toBe(
    'Nov 16, 2026, 9:30 AM – 5:00 PM',
  );
});

test('a range that has a name goes by it', () => {
  expect(choiceName({ preset: '7d' }, resolve({ preset: '7d' }, 'UTC', new Date()), 'UTC')).toBe('Last 7 days');
});

test('a bucket of a trend is named on the clocks of the app', () => {
  const start = '2026-11-16T00:00:00+09:00';
  expect(plain(bucketName(start, 'day', 'Asia/Tokyo'))).toBe('Mon, Nov 16, 2026');
  expect(plain(bucketName(start, 'week', 'Asia/Tokyo'))).toBe('Week of Nov 16, 2026');
  expect(plain(bucketName(start, 'month', 'Asia/Tokyo'))).toBe('November 2026');
  expect(plain(bucketName(start, 'hour', 'Asia/Tokyo'))).toBe('Mon, Nov 16, 12:00 AM');
  expect(plain(bucketShort(start, 'day', 'Asia/Tokyo'))).toBe('Nov 16');
});

test('a moment of the feed is on the clocks of the app, to the second', () => {
  expect(clock(Date.UTC(2026, 10, 22, 23, 4, 5), 'Europe/Zurich')).toBe('00:04:05');
});
