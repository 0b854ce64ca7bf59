import { expect, test } from 'vitest';
import { shapeOf, worstOf } from './shape';

const stages = (...figures: [number, number][]) => figures.map(([visitors, dropOff]) => ({ visitors, dropOff }));

test('stages are drawn to the scale of the widest', () => {
  expect(shapeOf(stages([200, 100], [100, 50], [50, 0]))).toEqual([
    { width: 1, next: 0.5 },
    { width: 0.5, next: 0.25 },
    { width: 0.25, next: null },
  ]);
});

test('an optional stage may be narrower than the one after it', () => {
  expect(shapeOf(stages([100, 20], [10, 0], [80, 0])).map((shape) => shape.width)).toEqual([1, 0.1, 0.8]);
});

test('where nobody came nothing has a width', () => {
  expect(shapeOf(stages([0, 0], [0, 0])).every((shape) => shape.width === 0)).toBe(true);
});

test('the worst stage loses the most; the last one loses nobody', () => {
  expect(worstOf(stages([100, 40], [60, 50], [10, 99]))).toBe(1);
  expect(worstOf(stages([10, 0], [10, 0]))).toBe(-1);
});
