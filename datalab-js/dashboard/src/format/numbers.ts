/** Numbers and times as the reader's own language writes them. */
const LOCALE: string | undefined = undefined;

const counts = new Intl.NumberFormat(LOCALE);
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(LOCALE, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Stands for a figure that there is none of. */
export const NONE = '–';

/** `4,689` */
export function count(value: number): string {
  return counts.format(value);
}

/** `12.4K`, where there is little room. */
export function countShort(value: number): string {
  return Math.abs(value) < 10_000 ? counts.format(value) : short.format(value);
}

/** `63.1%` of a ratio of 0 to 1. What is above nothing and below all never reads as nothing or all. */
export function share(ratio: number | null | undefined): string {
  if (ratio === null || ratio === undefined || Number.isNaN(ratio)) {
    return NONE;
  }
  const shown = ratio > 0 && ratio < 0.0005 ? 0.001 : ratio < 1 && ratio > 0.9995 ? 0.999 : ratio;
  return shares.format(shown);
}

/** `+4.2%` of a change by that ratio. */
export function change(ratio: number): string {
  return `${ratio > 0 ? '+' : ratio < 0 ? '−' : ''}${shares.format(Math.abs(ratio))}`;
}

/** A time in seconds by its two greatest units: `0.9 s`, `34.2 s`, `2 min 14 s`, `3 h 5 min`, `2 d 4 h`. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) {
    return NONE;
  }
  if (seconds < 59.95) {
    return `${tenths.format(seconds)} s`;
  }
  if (seconds < 3_599.5) {
    return two(Math.round(seconds), 60, 'min', 's');
  }
  if (seconds < 86_370) {
    return two(Math.round(seconds / 60), 60, 'h', 'min');
  }
  return two(Math.round(seconds / 3_600), 24, 'd', 'h');
}

/** A bound of a histogram, which is a round number: `500 ms`, `5 s`, `2 min`, `6 h`. */
export function bound(seconds: number): string {
  if (seconds === 0) {
    return '0';
  }
  if (seconds < 1) {
    return `${counts.format(Math.round(seconds * 1_000))} ms`;
  }
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
  ] as const) {
    if (seconds >= size) {
      return `${counts.format(Math.round((seconds / size) * 10) / 10)} ${unit}`;
    }
  }
  return `${counts.format(Math.round(seconds * 10) / 10)} s`;
}

function two(value: number, size: number, large: string, small: string): string {
  const rest = value % size;
  const whole = `${counts.format((value - rest) / size)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
