import { expect, test } from 'vitest';
import { verdict } from './verdict';

const says = (coefficient: number, pValue: number) => verdict({ coefficient, pValue, n: 605, t: -2 }).says;

test('what hesitation has to do with clicking is said only where it is no chance', () => {
  expect(says(-0.6, 0.0001)).toBe('Who clicks hesitates much less than who leaves.');
  expect(says(0.3, 0.01)).toBe('Who clicks hesitates clearly more than who leaves.');
  expect(says(-0.1, 0.049)).toBe('Who clicks hesitates a little less than who leaves.');
  expect(says(-0.6, 0.05)).toContain('may be chance');
  expect(verdict(null).says).toContain('Too little');
});

test('the figures stand beside it', () => {
  expect(verdict({ coefficient: -0.48, pValue: 1e-80, n: 1_369, t: -20 }).figures).toBe(
    'r = -0.48, p < 0.001, n = 1,369',
  );
  expect(verdict({ coefficient: -0.04, pValue: 0.0625, n: 2_008, t: -2 }).figures).toBe(
    'r = -0.04, p = 0.063, n = 2,008',
  );
});
