import type { components } from '../../target/openapi';
import { answer, api } from '../api/client';

export type ElementsAnswer = components['schemas']['ElementsAnswer'];
export type ElementRow = components['schemas']['ElementRow'];
export type Figures = components['schemas']['HoverFigures'];

export async function askElements(
  app: string,
  question: components['schemas']['ElementsQuestion'],
  signal: AbortSignal,
): Promise<ElementsAnswer> {
  return (await answer(
    api.POST('/api/v1/apps/{app}/analysis/{kind}', {
      params: { path: { app, kind: 'elements' } },
      body: question,
      signal,
    }),
  )) as ElementsAnswer;
}

/** What pointed: a mouse or a pen hovers, a finger only presses. */
export type Pointer = 'mouse' | 'touch';

export function figuresOf(row: ElementRow, pointer: Pointer): Figures {
  return pointer === 'touch' ? row.touch : row;
}

/** What tells an element from the others of an answer. */
export function keyOf(row: ElementRow): string {
  return row.id ?? `${row.name} ${row.target}`;
}
