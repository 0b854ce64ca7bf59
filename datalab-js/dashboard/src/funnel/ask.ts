import type { components } from '../../target/openapi';
import { answer, api } from '../api/client';

export type FunnelQuestion = components['schemas']['FunnelQuestion'];
export type FunnelAnswer = components['schemas']['FunnelAnswer'];
export type StageAnswer = FunnelAnswer['stages'][number];

export async function askFunnel(app: string, question: FunnelQuestion, signal: AbortSignal): Promise<FunnelAnswer> {
  return (await answer(
    api.POST('/api/v1/apps/{app}/analysis/{kind}', {
      params: { path: { app, kind: 'funnel' } },
      body: question,
      signal,
    }),
  )) as FunnelAnswer;
}
