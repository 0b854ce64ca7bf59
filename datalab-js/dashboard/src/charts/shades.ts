/** `count` colours from `first` to `last`, both given as `#rrggbb`. */
export function shades(first: string, last: string, count: number): string[] {
  const from = channels(first);
  const to = channels(last);
  return Array.from({ length: count }, (_, index) => {
    const part = count === 1 ? 1 : index / (count - 1);
    return `#${from
      .map((channel, i) => Math.round(channel + ((to[i] as number) - channel) * part))
      .map((channel) => channel.toString(16).padStart(2, '0'))
      .join('')}`;
  });
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
