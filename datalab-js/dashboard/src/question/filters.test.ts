import { expect, test } from 'vitest';
import { filtersIn, toggled, whereOf } from './filters';

test('filters go into an address and come back', () => {
  const filters = { browser: ['Firefox', 'Safari'], 'properties.plan': ['a:b'] };
  expect(filtersIn(whereOf(filters))).toEqual(filters);
});

test('an address that says nothing, or rubbish, filters nothing', () => {
  expect([undefined, '', ':x', 'browser', null, [null], {}].map(filtersIn)).toEqual(Array(7).fill({}));
  expect(filtersIn(['browser:Firefox', 'browser:Firefox'])).toEqual({ browser: ['Firefox'] });
});

test('a value is added, and taken away again', () => {
  const one = toggled({}, 'browser', 'Firefox');
  const two = toggled(one, 'browser', 'Safari');
  expect(two).toEqual({ browser: ['Firefox', 'Safari'] });
  expect(toggled(toggled(two, 'browser', 'Firefox'), 'browser', 'Safari')).toEqual({});
  expect(one).toEqual({ browser: ['Firefox'] });
});
