import { expect, test } from 'vitest';
import { stageText } from './matcher';

test('a stage says what enters it', () => {
  const stage = (...anyOf: Parameters<typeof stageText>[0]['anyOf'] & {}) => stageText({ id: 's', name: 'S', anyOf });
  expect(stage({ type: 'url', op: 'equals', value: '/' })).toBe('/');
  expect(stage({ type: 'url', op: 'prefix', value: '/products/' })).toBe('/products/…');
  expect(stage({ type: 'url', op: 'regex', value: '^/o/\\d+$' })).toBe('/^/o/\\d+$/');
  expect(stage({ type: 'click', target: '#buy' }, { type: 'event', name: 'order', where: { plan: 'pro' } })).toBe(
    'click #buy or order, plan = pro',
  );
  expect(stageText({ id: 's', name: 'S', match: { type: 'event', name: 'order' } })).toBe('order');
});
