/** What of the browser's Web Locks is used; absent where the page came over plain HTTP from another machine. */
export type Locks = Pick<LockManager, 'request'>;

const PROBE_MILLIS = 40;

/** Longer than any task may take: a tab that dies while it holds the lease blocks the others for so long. */
const LEASE_MILLIS = 20_000;

/**
 * Runs `task` while no other tab of this browser runs one of the same `name`.
 *
 * Web Locks exist in secure contexts only. A server in the local network is often reached without TLS; there a lease
 * in `storage` does the same: a tab writes its mark, waits longer than another tab needs to see it, and holds the
 * lease if the mark is still its own (Fischer's algorithm).
 */
export async function exclusively<T>(
  name: string,
  task: () => Promise<T>,
  locks: Locks | undefined = globalThis.navigator?.locks,
  storage: Storage = localStorage,
): Promise<T> {
  if (locks !== undefined) {
    return (await locks.request(name, task)) as T;
  }
  const mark = await lease(name, storage);
  try {
    return await task();
  } finally {
    if (storage.getItem(name) === mark) {
      storage.removeItem(name);
    }
  }
}

async function lease(name: string, storage: Storage): Promise<string> {
  const owner = Math.random().toString(36).slice(2);
  for (;;) {
    const held = storage.getItem(name);
    if (held === null || Number(held.split(' ')[0]) < Date.now()) {
      const mark = `${Date.now() + LEASE_MILLIS} ${owner}`;
      storage.setItem(name, mark);
      await pause(PROBE_MILLIS);
      if (storage.getItem(name) === mark) {
        return mark;
      }
    }
    await pause(PROBE_MILLIS * (1 + Math.random()));
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
