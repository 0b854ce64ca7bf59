import type { Vault } from './vault';

/** What of the browser's Web Locks is used; absent where the page came over plain HTTP from another machine. */
export type Locks = Pick<LockManager, 'request'>;

interface Lease {
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const TRY_AGAIN_MILLIS = 40;

/** Longer than any task may take: a tab that dies while it holds the lease blocks the others for so long. */
const LEASE_MILLIS = 20_000;

/**
 * Runs `task` while no other tab of this browser runs one of the same `name`.
 *
 * Web Locks exist in secure contexts only. A server in the local network is often reached without TLS; there a lease
 * in the vault, whose updates nothing comes between, does the same.
 */
export async function exclusively<T>(
  name: string,
  task: () => Promise<T>,
  vault: Vault,
  locks: Locks | undefined,
): Promise<T> {
  if (locks !== undefined) {
    return (await locks.request(name, task)) as T;
  }
  const owner = Math.random().toString(36).slice(2);
  while (!(await take(name, owner, vault))) {
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MILLIS));
  }
  try {
    return await task();
  } finally {
    await vault.update(name, (before) => ((before as Lease | undefined)?.owner === owner ? undefined : before));
  }
}

async function take(name: string, owner: string, vault: Vault): Promise<boolean> {
  const lease = await vault.update(name, (before): Lease => {
    const held = before as Lease | undefined;
    return held !== undefined && held.until > Date.now() ? held : { owner, until: Date.now() + LEASE_MILLIS };
  });
  return lease.owner === owner;
}
