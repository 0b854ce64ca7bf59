import type { components } from '../../target/openapi';

type Configuration = components['schemas']['Configuration'];
type Schemas = components['schemas'];

export type Matcher = Schemas['Matcher'];
export type CampaignRule = Schemas['CampaignRule'];

/** A stage under edit: always a list of matchers, of which any will do. */
export interface StageDraft {
  id: string;
  name: string;
  matchers: Matcher[];
  optional: boolean;
  /** ISO 8601; empty: any time will do. */
  within: string;
}

export interface ExclusionDraft {
  match: Matcher;
  /** The id of a stage, which keeps its meaning when stages are moved; empty: between any two. */
  after: string;
  /** Further alternatives, which are kept as they are. */
  others?: Matcher[];
  /** The id of a stage, kept; empty: none. */
  before?: string;
  /** Kept as it is. */
  filters?: Schemas['Filters'];
}

export interface FunnelDraft {
  id: string;
  name: string;
  stages: StageDraft[];
  /** ISO 8601; empty: any time will do. */
  window: string;
  order: 'ordered' | 'strict' | 'any';
  unit: 'visitor' | 'session';
  exclude: ExclusionDraft[];
  /** Fields that are not edited here, kept as they are: filters, a segment, what is held, … */
  rest: Record<string, unknown>;
}

export interface CampaignDraft {
  id: string;
  name: string;
  match: CampaignRule;
}

export interface SettingsDraft {
  timeZone: string;
  retentionDays?: number;
  identity: 'cookie' | 'cookieless';
  honour: ('dnt' | 'gpc')[];
  mouse: boolean;
  queryParameters: string[];
  clean: { pattern: string; as: string }[];
}

/** A configuration under edit: nothing is absent. */
export interface Draft {
  funnels: FunnelDraft[];
  campaigns: CampaignDraft[];
  elements: { id: string; name: string; target: string }[];
  settings: SettingsDraft;
}

/** A draft to change at will: it shares nothing with `config`. */
export function draftOf(config: Configuration): Draft {
  const own = structuredClone(config);
  return {
    funnels: (own.funnels ?? []).map((funnel) => ({
      id: funnel.id,
      name: funnel.name,
      stages: funnel.stages.map((stage) => ({
        id: stage.id,
        name: stage.name,
        matchers: stage.anyOf ?? (stage.match === undefined ? [newMatcher()] : [stage.match]),
        optional: stage.optional ?? false,
        within: stage.within ?? '',
      })),
      window: funnel.window ?? '',
      order: funnel.order ?? 'ordered',
      unit: funnel.unit ?? 'visitor',
      exclude: (funnel.exclude ?? []).map((exclusion) => exclusionDraftOf(exclusion, funnel.stages)),
      rest: restOf(funnel),
    })),
    campaigns: own.campaigns ?? [],
    elements: own.elements ?? [],
    settings: {
      timeZone: own.settings?.timeZone || 'UTC',
      retentionDays: own.settings?.retentionDays,
      identity: own.settings?.identity ?? 'cookie',
      honour: own.settings?.honour ?? [],
      mouse: own.settings?.mouse ?? false,
      queryParameters: own.settings?.queryParameters ?? [],
      clean: own.settings?.clean ?? [],
    },
  };
}

/** The configuration that a draft stands for: what says nothing is left out. */
export function configOf(draft: Draft): Configuration {
  return {
    funnels: draft.funnels.map((funnel) => ({
      ...funnel.rest,
      id: funnel.id,
      name: funnel.name.trim(),
      stages: funnel.stages.map((stage) => ({
        id: stage.id,
        name: stage.name.trim(),
        ...(stage.matchers.length === 1 ? { match: stage.matchers[0] as Matcher } : { anyOf: stage.matchers }),
        ...(stage.optional ? { optional: true } : {}),
        ...(stage.within === '' ? {} : { within: stage.within }),
      })),
      ...(funnel.window === '' ? {} : { window: funnel.window }),
      ...(funnel.order === 'ordered' ? {} : { order: funnel.order }),
      ...(funnel.unit === 'visitor' ? {} : { unit: funnel.unit }),
      ...(funnel.exclude.length === 0 ? {} : { exclude: funnel.exclude.map((it) => exclusionOf(it, funnel)) }),
    })),
    campaigns: draft.campaigns.map((campaign) => ({ ...campaign, name: campaign.name.trim() })),
    elements: draft.elements.map((element) => ({ ...element, name: element.name.trim() })),
    settings: draft.settings,
  };
}

const EDITED = ['id', 'name', 'stages', 'window', 'order', 'unit', 'exclude'];

function restOf(funnel: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(funnel).filter(([field]) => !EDITED.includes(field)));
}

function exclusionDraftOf(
  { match, anyOf, after, before, filters }: Schemas['Exclusion'],
  stages: readonly { id: string }[],
): ExclusionDraft {
  const idOf = (index: number | undefined) => (index === undefined ? '' : (stages[index]?.id ?? ''));
  return {
    match: match ?? anyOf?.[0] ?? newMatcher(),
    after: idOf(after),
    ...(anyOf === undefined ? {} : { others: anyOf.slice(1) }),
    ...(before === undefined ? {} : { before: idOf(before) }),
    ...(filters === undefined ? {} : { filters }),
  };
}

function exclusionOf(draft: ExclusionDraft, funnel: FunnelDraft): Schemas['Exclusion'] {
  const index = (id: string | undefined) => funnel.stages.findIndex((stage) => stage.id === id);
  const after = index(draft.after);
  const before = index(draft.before);
  return {
    ...(draft.others === undefined ? { match: draft.match } : { anyOf: [draft.match, ...draft.others] }),
    ...(after < 0 ? {} : { after }),
    ...(before < 0 ? {} : { before }),
    ...(draft.filters === undefined ? {} : { filters: draft.filters }),
  };
}

/** Whether two drafts stand for the same configuration. */
export function same(a: Draft, b: Draft): boolean {
  return JSON.stringify(configOf(a)) === JSON.stringify(configOf(b));
}

/** Where in the body the matcher number `index` of a stage is. */
export function matcherPointer(stagePointer: string, stage: StageDraft, index: number): string {
  return stage.matchers.length === 1 ? `${stagePointer}/match` : `${stagePointer}/anyOf/${index}`;
}

/** Every id of a draft: they are unique in the app. */
export function idsOf(draft: Draft): Set<string> {
  return new Set([
    ...draft.funnels.flatMap((funnel) => [funnel.id, ...funnel.stages.map((stage) => stage.id)]),
    ...draft.campaigns.map((campaign) => campaign.id),
    ...draft.elements.map((element) => element.id),
  ]);
}

/** An id that says what it is of, and that `taken` does not hold. */
export function newId(kind: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const id = `${kind}-${number}`;
    if (!taken.has(id)) {
      return id;
    }
  }
}

export function newMatcher(type: Matcher['type'] = 'url'): Matcher {
  switch (type) {
    case 'url':
      return { type, op: 'equals', value: '' };
    case 'click':
      return { type, target: '' };
    case 'event':
      return { type, name: '' };
  }
}

export function newStage(taken: ReadonlySet<string>): StageDraft {
  return { id: newId('stage', taken), name: '', matchers: [newMatcher()], optional: false, within: '' };
}

/** A funnel to begin with: two stages, for one alone tells nothing. */
export function newFunnel(taken: ReadonlySet<string>): FunnelDraft {
  const first = newStage(taken);
  const second = newStage(new Set([...taken, first.id]));
  return {
    id: newId('funnel', taken),
    name: '',
    stages: [first, second],
    window: 'P1D',
    order: 'ordered',
    unit: 'visitor',
    exclude: [],
    rest: {},
  };
}

/** Moves the entry at `from` to `to`; does nothing where that is no place of the list. */
export function move<T>(list: T[], from: number, to: number): void {
  if (from !== to && from >= 0 && from < list.length && to >= 0 && to < list.length) {
    list.splice(to, 0, ...list.splice(from, 1));
  }
}
