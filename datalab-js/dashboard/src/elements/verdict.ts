import type { ElementRow } from './ask';

/** From which probability on a difference is called chance. */
const CHANCE = 0.05;

const two = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
});

/** What the correlation of hesitation with clicking says, in a sentence and in figures. */
export function verdict(correlation: ElementRow['correlation']): { readonly says: string; readonly figures: string } {
  if (correlation === null) {
    return { says: 'Too little has happened to compare who clicks with who leaves.', figures: '' };
  }
  const { coefficient, pValue, n } = correlation;
  const figures = `r = ${two.format(coefficient)}, ${pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`}, n = ${n.toLocaleString()}`;
  if (pValue >= CHANCE) {
    return { says: 'Who clicks and who leaves hesitate alike: the difference may be chance.', figures };
  }
  const strength = Math.abs(coefficient) >= 0.5 ? 'much' : Math.abs(coefficient) >= 0.2 ? 'clearly' : 'a little';
  return {
    says: `Who clicks hesitates ${strength} ${coefficient < 0 ? 'less' : 'more'} than who leaves.`,
    figures,
  };
}
