import { beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../api/problem';
import { Session } from './session';
import { MemoryVault } from './vault';

const ADA = { id: 'u1', username: 'ada', firstName: 'Ada', lastName: 'Byron' };
const BOB = { id: 'u2', username: 'bob', firstName: 'Bob', lastName: 'Noyce' };

/** Signs people in as the server does: a refresh token is good once, and who uses one twice is signed out. */
class Server {
  private issued = 0;
  private good = '';
  private person = ADA;
  refreshes = 0;
  reused = 0;
  down = false;
  expiresIn = 600;

  /** How long an answer takes, in turns of the event loop. */
  turns = 3;

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    for (let turn = 0; turn < this.turns; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (this.down) {
      throw new TypeError('Failed to fetch');
    }
    const body = JSON.parse(String(init?.body)) as { username?: string; refreshToken?: string };
    switch (String(input).replace('/api/v1/auth/', '')) {
      case 'login':
        this.person = body.username === 'bob' ? BOB : ADA;
        return body.username === 'eve' ? this.refuse() : this.pair();
      case 'refresh':
        if (body.refreshToken !== this.good) {
          this.reused++;
          this.good = '';
          return this.refuse();
        }
        this.refreshes++;
        return this.pair();
      case 'logout':
        this.good = '';
        return new Response(null, { status: 204 });
      default:
        return new Response('{}', { status: 404 });
    }
  };

  revoke() {
    this.good = '';
  }

  private pair(): Response {
    this.good = `refresh-${++this.issued}`;
    const { person: user, expiresIn } = this;
    return Response.json({ user, accessToken: `access-${this.issued}`, refreshToken: this.good, expiresIn });
  }

  private refuse(): Response {
    return Response.json({ title: 'Unauthorized', status: 401, detail: 'no', errors: [] }, { status: 401 });
  }
}

/** Locks as a browser has them for all its tabs. */
function locks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, task: () => Promise<unknown>) => {
      const mine = last.then(task);
      last = mine.catch(() => undefined);
      return mine;
    },
  } as unknown as LockManager;
}

let server: Server;
let vault: MemoryVault;
let shared: LockManager | undefined;
let now: number;

/** A tab of the one browser. */
async function tab(): Promise<Session> {
  const session = new Session(vault, server.fetch, shared, undefined, () => now);
  await session.restore();
  return session;
}

const kept = async () => JSON.stringify(await vault.read('session'));

beforeEach(() => {
  server = new Server();
  vault = new MemoryVault();
  shared = locks();
  now = 1_000_000;
});

describe('signing in', () => {
  test('keeps the refresh token for all tabs and the access token for this one', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');

    expect(session.user.value).toEqual(ADA);
    expect(await session.accessToken()).toBe('access-1');
    expect(await kept()).toContain('refresh-1');
    expect(await kept()).not.toContain('access');
  });

  test('that is refused leaves nobody signed in, and says why', async () => {
    const session = await tab();
    await expect(session.signIn('eve', 'x')).rejects.toMatchObject({ status: 401 });
    expect(session.user.value).toBeNull();
    expect(await kept()).toBeUndefined();
  });

  test('is remembered by a page that is loaded anew', async () => {
    await (await tab()).signIn('ada', 'secret');
    const reloaded = await tab();
    expect(reloaded.user.value).toEqual(ADA);
    expect(await reloaded.accessToken()).toBe('access-2');
  });

  test('is not made up of what somebody else put into the vault', async () => {
    for (const rubbish of ['', 7, null, { refreshToken: 1 }, { refreshToken: 'a' }, []]) {
      await vault.update('session', () => rubbish);
      expect((await tab()).user.value).toBeNull();
    }
  });
});

describe('an access token', () => {
  test('is used until shortly before it expires, then renewed', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    now += 569_000;
    expect(await session.accessToken()).toBe('access-1');
    now += 2_000;
    expect(await session.accessToken()).toBe('access-2');
    expect(server.refreshes).toBe(1);
  });

  test('is renewed once for all calls that wait for it', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    now += 3_600_000;
    const tokens = await Promise.all(Array.from({ length: 10 }, () => session.accessToken()));
    expect(new Set(tokens)).toEqual(new Set(['access-2']));
    expect(server.refreshes).toBe(1);
  });

  test.each(['Web Locks', 'a lease'])(
    'is renewed by many tabs at once, by %s, and no refresh token is used twice',
    async (by) => {
      shared = by === 'a lease' ? undefined : shared;
      const first = await tab();
      await first.signIn('ada', 'secret');
      const tabs = [first, ...(await Promise.all(Array.from({ length: 7 }, tab)))];
      for (let round = 0; round < 5; round++) {
        now += 3_600_000;
        await Promise.all(tabs.map((session) => session.accessToken()));
      }
      expect([server.reused, server.refreshes]).toEqual([0, 40]);
      expect(tabs.every((session) => session.user.value?.id === 'u1')).toBe(true);
    },
  );

  test('that can’t be renewed because the server is away leaves the person signed in', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    now += 3_600_000;
    server.down = true;
    await expect(session.accessToken()).rejects.toMatchObject({ status: 0, unreachable: true });
    expect(session.user.value).toEqual(ADA);

    server.down = false;
    expect(await session.accessToken()).toBe('access-2');
  });

  test('that the server refuses to renew ends the session in every tab, and says so', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    const other = await tab();
    server.revoke();
    now += 3_600_000;

    await expect(session.accessToken()).rejects.toBeInstanceOf(Problem);
    expect([session.user.value, session.endedBecause.value]).toEqual([null, 'Your session has ended. Sign in again.']);
    await other.follow();
    expect(other.user.value).toBeNull();
  });
});

describe('another tab', () => {
  test('that signs out signs this one out', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    const other = await tab();
    await other.signOut();

    expect(await session.follow()).toBe(false);
    expect(session.user.value).toBeNull();
    await expect(session.accessToken()).rejects.toMatchObject({ status: 401 });
    expect(server.refreshes).toBe(0);
  });

  test('that signs another person in is noticed, since nothing shown here is theirs', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    await (await tab()).signIn('bob', 'secret');
    expect(await session.follow()).toBe(true);
    expect(session.user.value).toEqual(BOB);
  });

  test('that renews is no other person', async () => {
    const session = await tab();
    await session.signIn('ada', 'secret');
    const other = await tab();
    await other.renew();
    expect(await session.follow()).toBe(false);
  });
});

test('signing out succeeds though the server can’t be told', async () => {
  const session = await tab();
  await session.signIn('ada', 'secret');
  server.down = true;
  await session.signOut();
  expect([session.user.value, await kept(), session.endedBecause.value]).toEqual([null, undefined, '']);
});
