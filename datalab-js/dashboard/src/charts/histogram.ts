/** How often a time of `from` to `to`, not included, was taken; in seconds. */
export interface Bucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** One bucket of several histograms beside one another. */
export interface Merged {
  readonly from: number;
  readonly to: number;
  /** One a histogram. */
  readonly counts: readonly number[];
}

/** The histograms over the buckets of all of them. Their bounds are those of one ladder, so equal beginnings are equal buckets. */
export function merged(histograms: readonly (readonly Bucket[])[]): Merged[] {
  const found = new Map<number, { to: number; counts: number[] }>();
  histograms.forEach((histogram, at) => {
    for (const bucket of histogram) {
      const row = found.get(bucket.from) ?? { to: bucket.to, counts: histograms.map(() => 0) };
      row.counts[at] = bucket.count;
      found.set(bucket.from, row);
    }
  });
  return [...found].sort(([a], [b]) => a - b).map(([from, row]) => ({ from, ...row }));
}
