/** Units of a duration with a fixed length, the greatest first. */
export const UNITS = [
  { value: 'D', name: 'days', seconds: 86_400 },
  { value: 'H', name: 'hours', seconds: 3_600 },
  { value: 'M', name: 'minutes', seconds: 60 },
  { value: 'S', name: 'seconds', seconds: 1 },
] as const;

export type Unit = (typeof UNITS)[number]['value'];

/** A duration as a person enters it. */
export interface Amount {
  readonly value: number;
  readonly unit: Unit;
}

const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** A duration of ISO 8601 in the greatest unit that gives a whole number; null if it is none of weeks, days and time. */
export function amountOf(iso: string): Amount | null {
  const parts = ISO.exec(iso);
  if (parts === null || !/\d/.test(iso)) {
    return null;
  }
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const total = weeks * 604_800 + days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
  const unit = UNITS.find((it) => total > 0 && total % it.seconds === 0) ?? UNITS[3];
  return { value: total / unit.seconds, unit: unit.value };
}

/** The same in ISO 8601: `P30D`, `PT90M`. */
export function isoOf({ value, unit }: Amount): string {
  return unit === 'D' ? `P${value}D` : `PT${value}${unit}`;
}
