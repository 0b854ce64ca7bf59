import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, addWeeks, startOfDay, startOfMonth, startOfWeek } from 'date-fns';
import { instantOf, isWall, type Wall } from './wall';

/** Ranges with a name, whose bounds move with the time. */
export const PRESETS = {
  '24h': 'Last 24 hours',
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  week: 'This week',
  'last-week': 'Last week',
  month: 'This month',
  'last-month': 'Last month',
} as const;

export type Preset = keyof typeof PRESETS;

/** A range as a person chose it: by name, or from one local time of the app to another, `until` not included. */
export type Choice = { readonly preset: Preset } | { readonly from: Wall; readonly until: Wall };

/** The instants a question asks about; `to` is not included. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

export const DEFAULT_CHOICE: Choice = { preset: '7d' };

export function isPreset(choice: Choice): choice is { readonly preset: Preset } {
  return 'preset' in choice;
}

/** The instants of `choice` on the clocks of `zone`. Days are calendar days there: of 23 or 25 hours now and then. */
export function resolve(choice: Choice, zone: string, now: Date): Range {
  if (!isPreset(choice)) {
    return { from: instantOf(choice.from, zone), to: instantOf(choice.until, zone) };
  }
  const there = new TZDate(now, zone);
  const today = startOfDay(there);
  const tomorrow = addDays(today, 1);
  const week = startOfWeek(there, { weekStartsOn: 1 });
  const month = startOfMonth(there);
  switch (choice.preset) {
    case '24h':
      // To the full minute, so that the same question is asked again and not a new one each time.
      return { from: minute(now.getTime() - 86_400_000), to: minute(now.getTime() + 60_000) };
    case 'today':
      return range(today, tomorrow);
    case 'yesterday':
      return range(addDays(today, -1), today);
    case '7d':
      return range(addDays(today, -6), tomorrow);
    case '30d':
      return range(addDays(today, -29), tomorrow);
    case '90d':
      return range(addDays(today, -89), tomorrow);
    case 'week':
      return range(week, addWeeks(week, 1));
    case 'last-week':
      return range(addWeeks(week, -1), week);
    case 'month':
      return range(month, addMonths(month, 1));
    case 'last-month':
      return range(addMonths(month, -1), month);
  }
}

/** What is wrong with a range of one's own; empty if nothing is. */
export function faultOf(from: string, until: string, zone: string): string {
  if (!isWall(from) || !isWall(until)) {
    return 'Give both times.';
  }
  return instantOf(from, zone) < instantOf(until, zone) ? '' : 'The end has to lie after the beginning.';
}

/** Calendar days from `first` to `last`, both included (`2026-11-22`), as a choice. */
export function daysFrom(first: string, last: string): Choice {
  const [year, month, day] = last.split('-').map(Number) as [number, number, number];
  const next = new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
  return { from: `${first}T00:00`, until: `${next}T00:00` };
}

/** The choice in an address, `range=7d` or `from=…&until=…`; the default one if there is none or a wrong one. */
export function choiceIn(query: Readonly<Record<string, unknown>>): Choice {
  const { range: name, from, until } = query;
  if (typeof name === 'string' && Object.hasOwn(PRESETS, name)) {
    return { preset: name as Preset };
  }
  if (typeof from === 'string' && typeof until === 'string' && isWall(from) && isWall(until) && from < until) {
    return { from, until };
  }
  return DEFAULT_CHOICE;
}

/** What of an address stands for `choice`. */
export function queryOf(choice: Choice): Record<'range' | 'from' | 'until', string | undefined> {
  return isPreset(choice)
    ? { range: choice.preset, from: undefined, until: undefined }
    : { range: undefined, from: choice.from, until: choice.until };
}

function range(from: Date, to: Date): Range {
  return { from: new Date(from.getTime()), to: new Date(to.getTime()) };
}

function minute(millis: number): Date {
  return new Date(Math.floor(millis / 60_000) * 60_000);
}
