import type { components } from '../../target/openapi';

export type Matcher = components['schemas']['Matcher'];
type Stage = components['schemas']['ConfiguredStage'];

/** What a matcher looks for, as short as an address. */
export function matcherText(matcher: Matcher): string {
  switch (matcher.type) {
    case 'url':
      return matcher.op === 'prefix'
        ? `${matcher.value}…`
        : matcher.op === 'regex'
          ? `/${matcher.value}/`
          : matcher.value;
    case 'click':
      return `click ${matcher.target}`;
    case 'event': {
      const where = Object.entries(matcher.where ?? {}).map(([name, value]) => `${name} = ${value}`);
      return where.length === 0 ? matcher.name : `${matcher.name}, ${where.join(', ')}`;
    }
  }
}

/** What enters a stage. */
export function stageText(stage: Stage): string {
  return matchersOf(stage).map(matcherText).join(' or ');
}

export function matchersOf(stage: Pick<Stage, 'match' | 'anyOf'>): Matcher[] {
  return stage.anyOf ?? (stage.match === undefined ? [] : [stage.match]);
}
