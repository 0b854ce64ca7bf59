import { expect, test } from 'vitest';
import { merged } from './histogram';
import { shades } from './shades';

test('histograms of different reach stand over the same buckets', () => {
  const clicks = [
    { from: 0, to: 1, count: 5 },
    { from: 1, to: 2, count: 3 },
  ];
  const leaves = [
    { from: 1, to: 2, count: 4 },
    { from: 5, to: 10, count: 1 },
  ];
  expect(merged([clicks, leaves])).toEqual([
    { from: 0, to: 1, counts: [5, 0] },
    { from: 1, to: 2, counts: [3, 4] },
    { from: 5, to: 10, counts: [0, 1] },
  ]);
  expect(merged([[], []])).toEqual([]);
});

test('shades go from the first to the last colour; one alone is the last', () => {
  expect(shades('#000000', '#ff8000', 3)).toEqual(['#000000', '#804000', '#ff8000']);
  expect(shades('#000000', '#ff8000', 1)).toEqual(['#ff8000']);
});
