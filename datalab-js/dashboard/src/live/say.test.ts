import { expect, test } from 'vitest';
import type { LiveEvent } from './messages';
import { say } from './say';

const config = {
  funnels: [{ id: 'f', name: 'Purchase', stages: [{ id: 'basket', name: 'Basket' }] }],
  elements: [{ id: 'buy-button', name: 'Buy button', target: '#buy' }],
};
const told = (event: Partial<LiveEvent>) => {
  const { did, what } = say({ time: 0, visitor: 'v', stream: '1', seq: 1, type: 'url', ...event }, config);
  return `${did} ${what}`;
};

test('events are told with the names that the app has for things', () => {
  expect(told({ page: '/basket' })).toBe('opened /basket');
  expect(told({ page: '/basket', leaves: true })).toBe('left /basket');
  expect(told({ type: 'click', target: '#buy' })).toBe('clicked Buy button');
  expect(told({ type: 'click', target: '#menu' })).toBe('clicked #menu');
  expect(told({ type: 'element', element: 'buy-button', action: 'hover-click', elapsed: 1_250 })).toBe(
    'hesitated 1.3 s and clicked Buy button',
  );
  expect(told({ type: 'element', target: '#menu', action: 'hover-leave' })).toBe('hesitated and passed by #menu');
  expect(told({ type: 'stage', funnel: 'f', to: 'basket' })).toBe('reached Basket');
  expect(told({ type: 'stage', funnel: 'gone', to: 'x' })).toBe('reached x');
  expect(told({ type: 'event', name: 'purchase' })).toBe('sent purchase');
});
