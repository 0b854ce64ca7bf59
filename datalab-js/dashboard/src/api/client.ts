import createClient from 'openapi-fetch';
import type { paths } from '../../target/openapi';
import { session } from '../session';
import { Problem } from './problem';

/** Sends with the token of whoever is signed in; a token that the server refuses is renewed once. */
async function signedIn(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await send(request, await session.accessToken());
  return first.status === 401 ? send(again, await session.renew()) : first;
}

async function send(request: Request, token: string): Promise<Response> {
  request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (thrown) {
    if (request.signal.aborted) {
      throw thrown;
    }
    throw Problem.unanswered(thrown);
  }
}

/** The server's calls, with the types of its description, for whoever is signed in. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: signedIn });

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What the call answered. Fails with a Problem. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  return (await answered(call)).data as T;
}

/** The same with the answer's entity tag. */
export async function tagged<T>(call: Promise<Outcome<T>>): Promise<{ data: T; etag: string }> {
  const { data, response } = await answered(call);
  return { data: data as T, etag: response.headers.get('ETag') ?? '' };
}

async function answered<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  const outcome = await call;
  if (!outcome.response.ok) {
    throw await Problem.of(outcome.response, outcome.error ?? null);
  }
  return outcome;
}
