import type { Configuration } from '../apps/context';
import { duration } from '../format/numbers';
import type { LiveEvent } from './messages';

/** What a visitor did, in a few words, and to what. */
export interface Said {
  readonly did: string;
  readonly what: string;
  /** What was done to is an address or a selector. */
  readonly technical: boolean;
}

/** Tells `event` with the names that the app's configuration has for things. */
export function say(event: LiveEvent, config: Configuration): Said {
  switch (event.type) {
    case 'url':
      return { did: event.leaves ? 'left' : 'opened', what: event.page ?? '', technical: true };
    case 'click':
      return named(config, undefined, event.target, 'clicked');
    case 'element': {
      const took = event.elapsed === undefined ? '' : ` ${duration(event.elapsed / 1_000)}`;
      const then = event.action === 'hover-click' ? 'clicked' : 'passed by';
      return named(config, event.element, event.target, `hesitated${took} and ${then}`);
    }
    case 'stage': {
      const funnel = config.funnels?.find((it) => it.id === event.funnel);
      const stage = funnel?.stages.find((it) => it.id === event.to);
      return { did: 'reached', what: stage?.name ?? event.to ?? '', technical: stage === undefined };
    }
    case 'mouse':
      return { did: 'looked around', what: event.page ?? '', technical: true };
    case 'event':
      return { did: 'sent', what: event.name ?? '', technical: true };
  }
}

function named(config: Configuration, id: string | undefined, target: string | undefined, did: string): Said {
  const element = config.elements?.find((it) => (id === undefined ? it.target === target : it.id === id));
  return { did, what: element?.name ?? target ?? id ?? '', technical: element === undefined };
}
