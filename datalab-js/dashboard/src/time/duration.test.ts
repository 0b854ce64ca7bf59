import { expect, test } from 'vitest';
import { amountOf, isoOf } from './duration';

test.each([
  ['PT1H', 1, 'H'],
  ['PT90M', 90, 'M'],
  ['PT1H30M', 90, 'M'],
  ['P1D', 1, 'D'],
  ['PT24H', 1, 'D'],
  ['P2W', 14, 'D'],
  ['P1DT1S', 86_401, 'S'],
  ['PT0S', 0, 'S'],
] as const)('%s is %d %s', (iso, value, unit) => {
  expect(amountOf(iso)).toEqual({ value, unit });
});

test.each(['', 'P', 'PT', 'P1M', 'P1Y', '1h', 'PT-5M'])('“%s” is none', (iso) => {
  expect(amountOf(iso)).toBeNull();
});

test('what was entered is written as it was entered', () => {
  expect([isoOf({ value: 30, unit: 'D' }), isoOf({ value: 90, unit: 'M' }), isoOf({ value: 2, unit: 'H' })]).toEqual([
    'P30D',
    'PT90M',
    'PT2H',
  ]);
});
