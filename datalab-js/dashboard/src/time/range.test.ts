import { describe, expect, test } from 'vitest';
import { choiceIn, daysFrom, faultOf, PRESETS, queryOf, resolve, type Choice, type Preset } from './range';

const at = (preset: Preset, zone: string, now: string) => {
  const { from, to } = resolve({ preset }, zone, new Date(now));
  return [from.toISOString(), to.toISOString()];
};

describe('a preset', () => {
  test('begins and ends at midnight of the app, not of the browser', () => {
    expect(at('today', 'Asia/Tokyo', '2026-11-22T16:30:00Z')).toEqual([
      '2026-11-22T15:00:00.000Z',
      '2026-11-23T15:00:00.000Z',
    ]);
    expect(at('yesterday', 'UTC', '2026-11-22T00:00:00Z')).toEqual([
      '2026-11-21T00:00:00.000Z',
      '2026-11-22T00:00:00.000Z',
    ]);
    expect(at('7d', 'America/Los_Angeles', '2026-11-22T07:59:00Z')).toEqual([
      '2026-11-15T08:00:00.000Z',
      '2026-11-22T08:00:00.000Z',
    ]);
  });

  test('counts calendar days: one has 25 hours where clocks are set back, and 23 where they are set forward', () => {
    const hours = (now: string) => {
      const { from, to } = resolve({ preset: 'today' }, 'Europe/Zurich', new Date(now));
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect(hours('2026-10-25T12:00:00Z')).toBe(25);
    expect(hours('2026-03-29T12:00:00Z')).toBe(23);
    expect(hours('2026-06-01T12:00:00Z')).toBe(24);
    expect(at('7d', 'Europe/Zurich', '2026-10-27T12:00:00Z')).toEqual([
      '2026-10-20T22:00:00.000Z',
      '2026-10-27T23:00:00.000Z',
    ]);
  });

  test('of a week begins on Monday, of a month on the first', () => {
    // 2026-11-22 is a Sunday.
    expect(at('week', 'UTC', '2026-11-22T10:00:00Z')).toEqual(['2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z']);
    expect(at('last-week', 'UTC', '2026-11-22T10:00:00Z')).toEqual([
      '2026-11-09T00:00:00.000Z',
      '2026-11-16T00:00:00.000Z',
    ]);
    expect(at('month', 'UTC', '2026-11-22T10:00:00Z')).toEqual([
      '2026-11-01T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ]);
    expect(at('last-month', 'Europe/Zurich', '2026-01-10T10:00:00Z')).toEqual([
      '2025-11-30T23:00:00.000Z',
      '2025-12-31T23:00:00.000Z',
    ]);
  });

  test('of hours goes back from the minute that has begun, so that asking twice asks the same', () => {
    expect(at('24h', 'UTC', '2026-11-22T10:00:31Z')).toEqual(['2026-11-21T10:00:00.000Z', '2026-11-22T10:01:00.000Z']);
    expect(at('24h', 'UTC', '2026-11-22T10:00:02Z')).toEqual(at('24h', 'UTC', '2026-11-22T10:00:59Z'));
  });

  test.each(Object.keys(PRESETS) as Preset[])('%s holds now or what was before, in every zone', (preset) => {
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe']) {
      const now = new Date('2026-11-22T10:00:00Z');
      const { from, to } = resolve({ preset }, zone, now);
      expect(from.getTime()).toBeLessThan(to.getTime());
      expect(from.getTime()).toBeLessThanOrEqual(now.getTime());
    }
  });
});

describe('a range of one’s own', () => {
  test('is meant on the clocks of the app', () => {
    const { from, to } = resolve({ from: '2026-11-01T00:00', until: '2026-11-08T12:30' }, 'Europe/Zurich', new Date());
    expect([from.toISOString(), to.toISOString()]).toEqual(['2026-10-31T23:00:00.000Z', '2026-11-08T11:30:00.000Z']);
  });

  test('has a beginning and a later end', () => {
    expect(faultOf('2026-11-01T00:00', '2026-11-02T00:00', 'UTC')).toBe('');
    expect(faultOf('2026-11-02T00:00', '2026-11-02T00:00', 'UTC')).toContain('after the beginning');
    expect(faultOf('', '2026-11-02T00:00', 'UTC')).toContain('both');
  });

  test('of days holds the last one whole', () => {
    expect(daysFrom('2026-11-01', '2026-11-30')).toEqual({ from: '2026-11-01T00:00', until: '2026-12-01T00:00' });
    expect(daysFrom('2024-02-28', '2024-02-28')).toEqual({ from: '2024-02-28T00:00', until: '2024-02-29T00:00' });
  });
});

describe('an address', () => {
  test.each<Choice>([{ preset: 'last-month' }, { from: '2026-11-01T00:00', until: '2026-11-08T00:00' }])(
    'keeps %o',
    (choice) => {
      expect(choiceIn(queryOf(choice))).toEqual(choice);
    },
  );

  test.each([
    {},
    { range: 'for ever' },
    { range: 'toString' },
    { from: '2026-11-08T00:00', until: '2026-11-01T00:00' },
    { from: 'a', until: 'b' },
    { range: ['7d'] },
  ])('that says %o means the default', (query) => {
    expect(choiceIn(query)).toEqual({ preset: '7d' });
  });
});
