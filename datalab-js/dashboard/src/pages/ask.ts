import type { components } from '../../target/openapi';
import { answer, api } from '../api/client';
import type { PagesAnswer } from './rows';

export async function askPages(
  app: string,
  question: components['schemas']['PagesQuestion'],
  signal: AbortSignal,
): Promise<PagesAnswer> {
  return (await answer(
    api.POST('/api/v1/apps/{app}/analysis/{kind}', {
      params: { path: { app, kind: 'pages' } },
      body: question,
      signal,
    }),
  )) as PagesAnswer;
}
