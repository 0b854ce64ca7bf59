import { computed, ref, shallowRef } from 'vue';
import type { components } from '../../target/openapi';
import { Problem } from '../api/problem';
import { exclusively, type Locks } from './exclusively';
import type { Vault } from './vault';

export type User = components['schemas']['User'];
export type SignedIn = components['schemas']['Session'];
export type Registration = components['schemas']['Register'];

/** What every tab of this browser knows of the person who is signed in. */
interface Kept {
  readonly refreshToken: string;
  readonly user: User;
}

interface Access {
  readonly token: string;
  /** Milliseconds since the epoch, on this browser's clock. */
  readonly expiresAt: number;
}

/** Where the kept part lies, so that tabs share it. */
const KEY = 'session';
const LOCK = 'session.lock';

/** A token that is good for less than this is renewed before it is used. */
const MARGIN_MILLIS = 30_000;

const ANSWER_WITHIN_MILLIS = 15_000;

/**
 * Who is signed in at this browser.
 *
 * The access token lives in this tab's memory only. The refresh token is good once and all tabs share it, in the
 * vault: a tab takes it, exchanges it and puts its successor back while no other tab does. A refresh token that the
 * server refuses ends the session in every tab; a server that does not answer ends nothing.
 */
export class Session {
  private readonly held = shallowRef<Kept | null>(null);
  private access: Access | null = null;
  private renewal: Promise<string> | null = null;

  /** Why the last session ended of itself; empty if the person signed out, or was never signed in. */
  readonly endedBecause = ref('');

  readonly user = computed<User | null>(() => this.held.value?.user ?? null);

  /**
   * @param tell says to the other tabs that something has changed
   */
  constructor(
    private readonly vault: Vault,
    private readonly fetcher: typeof fetch,
    private readonly locks: Locks | undefined,
    private readonly tell: () => void = () => undefined,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes up the session that a tab of this browser has begun, if there is one. */
  async restore(): Promise<void> {
    this.held.value = await this.read();
  }

  /** Signs in, or fails with the server's problem. */
  async signIn(username: string, password: string): Promise<void> {
    await this.begin((await this.post('login', { username, password })) as SignedIn);
  }

  /** Signs up, which signs in as well, or fails with the server's problem. */
  async signUp(registration: Registration): Promise<void> {
    await this.begin((await this.post('register', registration)) as SignedIn);
  }

  /** Signs out in every tab, whether or not the server can be told. */
  async signOut(): Promise<void> {
    await exclusively(
      LOCK,
      async () => {
        const refreshToken = (await this.read())?.refreshToken;
        await this.end('');
        if (refreshToken !== undefined) {
          await this.post('logout', { refreshToken }).catch(() => undefined);
        }
      },
      this.vault,
      this.locks,
    );
  }

  /**
   * A token for a call that begins now, renewed if need be.
   *
   * @throws Problem 401 if nobody is signed in any more; else why it can't be renewed now
   */
  async accessToken(): Promise<string> {
    const access = this.access;
    if (access !== null && access.expiresAt - this.now() > MARGIN_MILLIS) {
      return access.token;
    }
    return this.renew();
  }

  /** Gets a fresh token though the one in hand seems good: the server has refused it. */
  async renew(): Promise<string> {
    this.renewal ??= exclusively(LOCK, () => this.exchange(), this.vault, this.locks).finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  /** Another tab has signed in, out, or renewed: follow it. Answers whether another person is signed in now. */
  async follow(): Promise<boolean> {
    const before = this.held.value?.user.id;
    const kept = await this.read();
    this.held.value = kept;
    if (kept === null) {
      this.access = null;
    }
    return before !== undefined && kept !== null && kept.user.id !== before;
  }

  private async exchange(): Promise<string> {
    const kept = await this.read();
    if (kept === null) {
      await this.end(this.held.value === null ? '' : 'You have signed out in another tab.');
      throw signedOut();
    }
    try {
      const pair = (await this.post('refresh', { refreshToken: kept.refreshToken })) as SignedIn;
      await this.begin(pair);
      return pair.accessToken;
    } catch (thrown) {
      const problem = Problem.from(thrown);
      if (problem.status === 401 || problem.status === 422) {
        await this.end('Your session has ended. Sign in again.');
        throw signedOut();
      }
      throw problem;
    }
  }

  private async begin(pair: SignedIn): Promise<void> {
    this.access = { token: pair.accessToken, expiresAt: this.now() + pair.expiresIn * 1_000 };
    this.endedBecause.value = '';
    await this.write({ refreshToken: pair.refreshToken, user: pair.user });
  }

  private async end(reason: string): Promise<void> {
    this.access = null;
    this.endedBecause.value = reason;
    await this.write(null);
  }

  private async post(call: string, body: object): Promise<unknown> {
    let response: Response;
    try {
      response = await this.fetcher(`/api/v1/auth/${call}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MILLIS),
      });
    } catch (thrown) {
      throw Problem.unanswered(thrown);
    }
    if (!response.ok) {
      throw await Problem.of(response);
    }
    return response.status === 204 ? undefined : response.json();
  }

  private async read(): Promise<Kept | null> {
    const kept = (await this.vault.read(KEY)) as Partial<Kept> | null | undefined;
    return typeof kept?.refreshToken === 'string' && typeof kept.user?.id === 'string' ? (kept as Kept) : null;
  }

  private async write(kept: Kept | null): Promise<void> {
    await this.vault.update(KEY, () => kept ?? undefined);
    this.held.value = kept;
    this.tell();
  }
}

function signedOut(): Problem {
  return new Problem(401, 'Not signed in', 'Sign in to go on.');
}
