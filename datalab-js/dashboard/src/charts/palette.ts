import { computed } from 'vue';
import { theme } from '../theme/theme';
import { shades } from './shades';

/** The colours of charts, of the theme in use. Charts are drawn and not styled, so they need values. */
export interface Palette {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  readonly strong: string;
  readonly main: string;
  /** What is set against the main thing. */
  readonly other: string;
  readonly soft: string;
  readonly mono: string;
  readonly sans: string;
  /** `count` shades of the one hue, from the first to the last of things that have an order. */
  shades(count: number): string[];
}

export const palette = computed<Palette>(() => {
  // Read anew when the theme changes.
  void theme.dark.value;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const light = token('shade-light');
  const dark = token('shade-dark');
  return {
    text: token('text'),
    quiet: token('quiet'),
    line: token('line'),
    surface: token('surface'),
    strong: token('line-strong'),
    main: token('chart-1'),
    other: token('chart-2'),
    soft: token('shade-light'),
    mono: token('mono'),
    sans: token('sans'),
    shades: (count) => shades(light, dark, count),
  };
});
