/** Values that a question is narrowed to: of each field any of its values, and all of the fields. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** The filters of an address: `where=browser:Firefox`, any number of times. */
export function filtersIn(where: unknown): Filters {
  const filters: Record<string, string[]> = {};
  for (const entry of Array.isArray(where) ? where : [where]) {
    const colon = typeof entry === 'string' ? entry.indexOf(':') : -1;
    if (colon > 0) {
      const field = entry.slice(0, colon);
      const value = entry.slice(colon + 1);
      const values = (filters[field] ??= []);
      if (!values.includes(value)) {
        values.push(value);
      }
    }
  }
  return filters;
}

/** What of an address stands for `filters`. */
export function whereOf(filters: Filters): string[] {
  return Object.entries(filters).flatMap(([field, values]) => values.map((value) => `${field}:${value}`));
}

/** `filters` with one value more, or without it if it is among them. */
export function toggled(filters: Filters, field: string, value: string): Filters {
  const before = filters[field] ?? [];
  const values = before.includes(value) ? before.filter((it) => it !== value) : [...before, value];
  const { [field]: _, ...others } = filters;
  return values.length === 0 ? others : { ...others, [field]: values };
}
