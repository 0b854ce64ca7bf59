import type { Range } from './range';

/** How wide a bucket of a trend is. */
export type Interval = 'hour' | 'day' | 'week' | 'month';

const HOURS: Record<Interval, number> = { hour: 1, day: 24, week: 7 * 24, month: 30.4 * 24 };

/** More points than this are no longer told apart on a screen. */
const MOST = 400;

/** The intervals that cut `range` into at least two and not too many buckets; the widest one if none does. */
export function intervalsFor(range: Range): Interval[] {
  const hours = (range.to.getTime() - range.from.getTime()) / 3_600_000;
  const fitting = (Object.keys(HOURS) as Interval[]).filter((interval) => {
    const buckets = hours / HOURS[interval];
    return buckets >= 1.9 && buckets <= MOST;
  });
  return fitting.length > 0 ? fitting : [hours < HOURS.hour * 2 ? 'hour' : 'month'];
}

/** The interval that shows a range best: at least a handful of points, and few enough to read. */
export function bestInterval(range: Range): Interval {
  const fitting = intervalsFor(range);
  const hours = (range.to.getTime() - range.from.getTime()) / 3_600_000;
  const readable = fitting.filter((interval) => hours / HOURS[interval] <= 62);
  return readable[0] ?? (fitting[fitting.length - 1] as Interval);
}
