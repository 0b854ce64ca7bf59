import { describe, expect, test } from 'vitest';
import { instantOf, isWall, isZone, wallOf, zones } from './wall';

const iso = (wall: string, zone: string) => instantOf(wall, zone).toISOString();

describe('a local time', () => {
  test('is the instant at which the clocks of its zone show it', () => {
    expect(iso('2026-11-22T09:30', 'UTC')).toBe('2026-11-22T09:30:00.000Z');
    expect(iso('2026-11-22T09:30', 'Europe/Zurich')).toBe('2026-11-22T08:30:00.000Z');
    expect(iso('2026-07-22T09:30', 'Europe/Zurich')).toBe('2026-07-22T07:30:00.000Z');
    expect(iso('2026-11-22T09:30', 'Asia/Kathmandu')).toBe('2026-11-22T03:45:00.000Z');
    expect(iso('2026-11-22T23:30', 'America/Los_Angeles')).toBe('2026-11-23T07:30:00.000Z');
  });

  test('comes back from its instant, in every hour of a year with two changes', () => {
    const zone = 'America/New_York';
    for (let hour = 0; hour < 365 * 24; hour++) {
      const at = new Date(Date.UTC(2026, 0, 1, hour));
      const back = instantOf(wallOf(at, zone), zone);
      // The hour that comes twice is taken as the first.
      expect([0, 3_600_000]).toContain(at.getTime() - back.getTime());
    }
  });

  test('that comes twice is the first', () => {
    expect(iso('2026-10-25T02:30', 'Europe/Zurich')).toBe('2026-10-25T00:30:00.000Z');
  });

  test('that is skipped counts on from before the change', () => {
    expect(iso('2026-03-29T02:30', 'Europe/Zurich')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('is told from what is none', () => {
    expect(isWall('2026-02-28T23:59')).toBe(true);
    expect(
      ['', '2026-02-30T10:00', '2026-11-22', '2026-11-22T24:00', 'yesterday', '2026-11-22T09:30:00'].some(isWall),
    ).toBe(false);
    expect(() => instantOf('yesterday', 'UTC')).toThrow(/local time/);
  });
});

test('a zone is one that the browser knows', () => {
  expect([isZone('Europe/Zurich'), isZone('UTC'), isZone('Mars/Olympus'), isZone('')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(zones()[0]).toBe('UTC');
  expect(zones().length).toBe(new Set(zones()).size);
});
