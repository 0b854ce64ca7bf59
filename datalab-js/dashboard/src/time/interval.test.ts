import { expect, test } from 'vitest';
import { bestInterval, intervalsFor } from './interval';

const days = (count: number) => ({ from: new Date(0), to: new Date(count * 86_400_000) });

test('a trend has points enough to be a line and few enough to be read', () => {
  expect(bestInterval(days(1))).toBe('hour');
  expect(bestInterval(days(2))).toBe('hour');
  expect(bestInterval(days(7))).toBe('day');
  expect(bestInterval(days(31))).toBe('day');
  expect(bestInterval(days(90))).toBe('week');
  expect(bestInterval(days(365))).toBe('week');
  expect(bestInterval(days(3_650))).toBe('month');
});

test('what is offered cuts the range into two or more, and never into more than can be told apart', () => {
  expect(intervalsFor(days(1))).toEqual(['hour']);
  expect(intervalsFor(days(14))).toEqual(['hour', 'day', 'week']);
  expect(intervalsFor(days(90))).toEqual(['day', 'week', 'month']);
  expect(intervalsFor({ from: new Date(0), to: new Date(600_000) })).toEqual(['hour']);
  expect(intervalsFor(days(20_000))).toEqual(['month']);
});

test('the best is one of those that are offered', () => {
  for (let count = 1; count < 4_000; count += 7) {
    expect(intervalsFor(days(count))).toContain(bestInterval(days(count)));
  }
});
