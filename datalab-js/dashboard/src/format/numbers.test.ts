import { expect, test } from 'vitest';
import { bound, change, count, countShort, duration, share } from './numbers';

test('numbers are grouped, and short where there is little room', () => {
  expect([count(0), count(1234567), countShort(9_999), countShort(12_400), countShort(3_400_000)]).toEqual([
    '0',
    '1,234,567',
    '9,999',
    '12.4K',
    '3.4M',
  ]);
});

test('a share that is neither nothing nor all never reads as if it were', () => {
  expect([share(0), share(1), share(0.63147), share(0.00001), share(0.99999), share(null), share(Number.NaN)]).toEqual([
    '0.0%',
    '100.0%',
    '63.1%',
    '0.1%',
    '99.9%',
    '–',
    '–',
  ]);
});

test('a change carries its sign', () => {
  expect([change(0.042), change(-0.5), change(0)]).toEqual(['+4.2%', '−50.0%', '0.0%']);
});

test.each([
  [0, '0.0 s'],
  [0.917, '0.9 s'],
  [59.94, '59.9 s'],
  [59.96, '1 min'],
  [134, '2 min 14 s'],
  [3_599.6, '1 h'],
  [11_100, '3 h 5 min'],
  [86_369, '23 h 59 min'],
  [86_371, '1 d'],
  [187_200, '2 d 4 h'],
  [31_536_000, '365 d'],
  [null, '–'],
  [undefined, '–'],
])('%d seconds read as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('bounds of a histogram are round', () => {
  expect([0, 0.5, 1, 5, 90, 600, 21_600, 86_400].map(bound)).toEqual([
    '0',
    '500 ms',
    '1 s',
    '5 s',
    '1.5 min',
    '10 min',
    '6 h',
    '1 d',
  ]);
});
