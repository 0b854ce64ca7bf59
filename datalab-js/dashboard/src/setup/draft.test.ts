import { describe, expect, test } from 'vitest';
import { configOf, draftOf, idsOf, matcherPointer, move, newFunnel, newId, newStage, same } from './draft';

const config = {
  funnels: [
    {
      id: 'buy',
      name: 'Buy',
      window: 'PT1H',
      stages: [
        { id: 'home', name: 'Home', match: { type: 'url', op: 'equals', value: '/' } },
        {
          id: 'basket',
          name: 'Basket',
          anyOf: [
            { type: 'url', op: 'prefix', value: '/basket' },
            { type: 'event', name: 'basket', where: { plan: 'pro' } },
          ],
          optional: true,
          within: 'PT5M',
        },
        { id: 'order', name: 'Order', match: { type: 'click', target: '#order' } },
      ],
      exclude: [{ match: { type: 'url', op: 'equals', value: '/help' }, after: 1 }],
    },
  ],
  campaigns: [{ id: 'spring', name: 'Spring', match: { utm: { campaign: 'spring' } } }],
  elements: [{ id: 'order-button', name: 'Order', target: '#order' }],
  settings: {
    timeZone: 'Europe/Zurich',
    retentionDays: 90,
    identity: 'cookie',
    honour: ['gpc'],
    mouse: false,
    queryParameters: ['size'],
    clean: [{ pattern: '^/p/\\d+', as: '/p/{id}' }],
  },
} as const;

const own = () => structuredClone(config) as unknown as Parameters<typeof draftOf>[0];

describe('a draft', () => {
  test('that nobody has touched stands for the very configuration', () => {
    expect(configOf(draftOf(own()))).toEqual(config);
  });

  test('keeps what is not edited here: filters, a segment, what is held, bounds and filters of exclusions', () => {
    const funnel = {
      ...config.funnels[0],
      filters: { browser: 'Firefox' },
      segment: { match: { type: 'event', name: 'purchase' } },
      hold: 'cartId',
      interval: 'week',
      exclude: [
        {
          anyOf: [
            { type: 'url', op: 'equals', value: '/help' },
            { type: 'event', name: 'help' },
          ],
          after: 0,
          before: 2,
          filters: { plan: 'pro' },
        },
      ],
    };
    const given = { ...config, funnels: [funnel] };
    expect(configOf(draftOf(structuredClone(given) as unknown as Parameters<typeof draftOf>[0]))).toEqual(given);
  });

  test('shares nothing with what it was made of', () => {
    const given = own();
    const draft = draftOf(given);
    draft.funnels[0]?.stages.pop();
    draft.settings.queryParameters.push('colour');
    expect(given).toEqual(config);
  });

  test('of an empty configuration is empty and in UTC', () => {
    const draft = draftOf({});
    expect([draft.funnels, draft.settings.timeZone]).toEqual([[], 'UTC']);
  });

  test('is the same again once a change is taken back', () => {
    const draft = draftOf(own());
    const stage = draft.funnels[0]?.stages[0];
    if (stage) {
      stage.name = 'Start';
      expect(same(draft, draftOf(own()))).toBe(false);
      stage.name = 'Home ';
    }
    expect(same(draft, draftOf(own()))).toBe(true);
  });

  test('keeps an exclusion with its stage when stages are moved, and drops the place of one that is gone', () => {
    const draft = draftOf(own());
    const funnel = draft.funnels[0];
    if (funnel === undefined) {
      throw new Error('no funnel');
    }
    move(funnel.stages, 1, 0);
    expect(configOf(draft).funnels?.[0]?.exclude?.[0]?.after).toBe(0);
    funnel.stages.shift();
    expect(configOf(draft).funnels?.[0]?.exclude?.[0]).not.toHaveProperty('after');
  });

  test('knows where the server will find a matcher', () => {
    const [home, basket] = draftOf(own()).funnels[0]?.stages ?? [];
    expect(home && matcherPointer('/funnels/0/stages/0', home, 0)).toBe('/funnels/0/stages/0/match');
    expect(basket && matcherPointer('/funnels/0/stages/1', basket, 1)).toBe('/funnels/0/stages/1/anyOf/1');
  });
});

test('new things have ids that nothing in the app has', () => {
  const draft = draftOf(own());
  expect(idsOf(draft)).toEqual(new Set(['buy', 'home', 'basket', 'order', 'spring', 'order-button']));
  expect(newId('stage', new Set(['stage-1', 'stage-2']))).toBe('stage-3');
  draft.funnels.push(newFunnel(idsOf(draft)));
  draft.funnels[1]?.stages.push(newStage(idsOf(draft)));
  const ids = draft.funnels.flatMap((funnel) => [funnel.id, ...funnel.stages.map((stage) => stage.id)]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an entry is moved within its list and nowhere else', () => {
  const list = ['a', 'b', 'c'];
  move(list, 2, 0);
  expect(list).toEqual(['c', 'a', 'b']);
  for (const [from, to] of [
    [0, 3],
    [0, -1],
    [5, 0],
    [1, 1],
  ] as const) {
    move(list, from, to);
  }
  expect(list).toEqual(['c', 'a', 'b']);
});
