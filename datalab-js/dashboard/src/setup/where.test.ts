import { expect, test } from 'vitest';
import { textOf, valueOf } from './where';

test('a value is what it reads as, and a text in quotes is a text', () => {
  expect(['pro', '3', '-2.5', 'true', 'false', '"3"', '"true"', '', '1e3', '+1'].map(valueOf)).toEqual([
    'pro',
    3,
    -2.5,
    true,
    false,
    '3',
    'true',
    '',
    '1e3',
    '+1',
  ]);
});

test('what is shown reads back as the same', () => {
  for (const value of ['pro', '3', 'true', 3, -2.5, true, false, '', 'a "b"']) {
    expect(valueOf(textOf(value))).toBe(value);
  }
});
