/** Values that properties must have. */
export type Where = Readonly<Record<string, string | number | boolean>>;

/** How a value is entered. A text that would read as something else stands in quotes. */
export function textOf(value: string | number | boolean): string {
  return typeof value === 'string' && typeof valueOf(value) !== 'string' ? `"${value}"` : String(value);
}

/** What was entered: `true` and `false`, a number, else a text; in quotes always a text. */
export function valueOf(text: string): string | number | boolean {
  const quoted = /^"(.*)"$/.exec(text);
  if (quoted !== null) {
    return quoted[1] as string;
  }
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
