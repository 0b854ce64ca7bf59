import { TZDate } from '@date-fns/tz';

/** What clocks show somewhere, as a date field writes it: `2026-11-22T09:30`. It names no zone. */
export type Wall = string;

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** By how much clocks are set back anywhere: an hour, and half of one on Lord Howe Island. */
const SET_BACK_MILLIS = [3_600_000, 1_800_000];

/** Whether `text` is a time that a calendar has. */
export function isWall(text: string): text is Wall {
  const parts = WALL.exec(text);
  if (parts === null) {
    return false;
  }
  const [year, month, day, hour, minute] = numbers(parts);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  return date.toISOString().slice(0, 16) === text;
}

/**
 * The instant at which clocks of `zone` show `wall`. Of a time that comes twice, when clocks are set back, it is the
 * first; a time that is skipped counts on from before the change.
 */
export function instantOf(wall: Wall, zone: string): Date {
  const parts = WALL.exec(wall);
  if (parts === null) {
    throw new RangeError(`'${wall}' is no local time such as 2026-11-22T09:30`);
  }
  const [year, month, day, hour, minute] = numbers(parts);
  const millis = new TZDate(year, month - 1, day, hour, minute, zone).getTime();
  const earlier = SET_BACK_MILLIS.map((shift) => new Date(millis - shift)).find((it) => wallOf(it, zone) === wall);
  return earlier ?? new Date(millis);
}

/** What clocks of `zone` show at `instant`, to the minute. */
export function wallOf(instant: Date, zone: string): Wall {
  const there = new TZDate(instant, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(there.getFullYear()).padStart(4, '0')}-${two(there.getMonth() + 1)}-${two(there.getDate())}`;
  return `${date}T${two(there.getHours())}:${two(there.getMinutes())}`;
}

/** Whether this browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

/** The zones that this browser knows, `UTC` first. */
export function zones(): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return ['UTC', ...known.filter((zone) => zone !== 'UTC')];
}

function numbers(parts: RegExpExecArray): [number, number, number, number, number] {
  return parts.slice(1).map(Number) as [number, number, number, number, number];
}
