import { expect, test } from 'vitest';
import { sorted } from './rows';

const rows = [
  { name: 'b', value: 2 },
  { name: 'a', value: null },
  { name: 'c', value: 9 },
  { name: 'd', value: 2 },
];
const names = (by: 'name' | 'value', down: boolean) =>
  sorted(rows, { by, down }, (row, key) => row[key])
    .map((row) => row.name)
    .join('');

test('rows go by the column either way, those without a figure last, equal ones as they were', () => {
  expect([names('value', true), names('value', false)]).toEqual(['cbda', 'bdca']);
  expect([names('name', true), names('name', false)]).toEqual(['dcba', 'abcd']);
});
