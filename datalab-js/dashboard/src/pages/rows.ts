import type { components } from '../../target/openapi';

export type PagesAnswer = components['schemas']['PagesAnswer'];
export type PageRow = PagesAnswer['pages'][number];

/** What a table of pages can be sorted by. */
export const COLUMNS = {
  views: { name: 'Views', of: (row: PageRow) => row.views },
  visitors: { name: 'Visitors', of: (row: PageRow) => row.visitors },
  entries: { name: 'Entries', of: (row: PageRow) => row.entries },
  exits: { name: 'Exits', of: (row: PageRow) => row.exits },
  bounceRate: { name: 'Bounce rate', of: (row: PageRow) => (row.entries === 0 ? null : row.bounceRate) },
  average: { name: 'Average time', of: (row: PageRow) => row.time?.average ?? null },
  median: { name: 'Median time', of: (row: PageRow) => row.time?.median ?? null },
} as const;

export type Column = keyof typeof COLUMNS;

export interface Sort<K extends string> {
  readonly by: K;
  readonly down: boolean;
}

/** Rows by a column; those without a figure come last either way, equal ones stay in their order. */
export function sorted<R, K extends string>(
  rows: readonly R[],
  sort: Sort<K>,
  value: (row: R, by: K) => number | string | null,
): R[] {
  const sign = sort.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = value(a, sort.by);
    const right = value(b, sort.by);
    if (left === null || right === null) {
      return left === right ? 0 : left === null ? 1 : -1;
    }
    return sign * (typeof left === 'string' ? left.localeCompare(String(right)) : left - Number(right));
  });
}
