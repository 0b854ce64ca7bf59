import { isPreset, PRESETS, type Choice, type Range } from '../time/range';
import type { Interval } from '../time/interval';

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone });
    cache.set(key, found);
  }
  return found;
}

/** `Last 7 days`, or the dates of a range of one's own. */
export function choiceName(choice: Choice, range: Range, zone: string): string {
  return isPreset(choice) ? PRESETS[choice.preset] : rangeName(range, zone);
}

/** `Nov 16 – 22, 2026` where it is whole days there, else with times. */
export function rangeName(range: Range, zone: string): string {
  const days = isMidnight(range.from, zone) && isMidnight(range.to, zone);
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
  return days
    ? formatter(zone, options).formatRange(range.from, new Date(range.to.getTime() - 1))
    : formatter(zone, { ...options, hour: 'numeric', minute: '2-digit' }).formatRange(range.from, range.to);
}

/** How a bucket of a trend is called under its axis. */
export function bucketShort(start: string, interval: Interval, zone: string): string {
  const options: Intl.DateTimeFormatOptions =
    interval === 'hour'
      ? { weekday: 'short', hour: 'numeric' }
      : interval === 'month'
        ? { month: 'short', year: 'numeric' }
        : { day: 'numeric', month: 'short' };
  return formatter(zone, options).format(new Date(start));
}

/** How a bucket of a trend is called in full. */
export function bucketName(start: string, interval: Interval, zone: string): string {
  const at = new Date(start);
  switch (interval) {
    case 'hour':
      return formatter(zone, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
      }).format(at);
    case 'week':
      return `Week of ${formatter(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(at)}`;
    case 'month':
      return formatter(zone, { month: 'long', year: 'numeric' }).format(at);
    case 'day':
      return formatter(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at);
  }
}

/** `Nov 22, 2026`, in the zone of the reader unless one is given. */
export function day(instant: string | number | Date, zone = ownZone()): string {
  return formatter(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant));
}

/** `10:04:31` */
export function clock(instant: number, zone: string): string {
  return formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );
}

/** The zone that this browser is set to. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isMidnight(instant: Date, zone: string): boolean {
  const shown = formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const parts = shown.formatToParts(instant).filter((part) => /hour|minute|second/.test(part.type));
  return parts.every((part) => Number(part.value) === 0);
}
