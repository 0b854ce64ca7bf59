import { describe, expect, test } from 'vitest';
import { exclusively } from './exclusively';
import { memoryStorage } from './storage';

/** Runs tasks that would see one another if two of them ran at a time. */
async function race(storage: Storage, tasks: number): Promise<number> {
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: tasks }, () =>
      exclusively(
        'lock',
        async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside--;
        },
        undefined,
        storage,
      ),
    ),
  );
  return most;
}

describe('without Web Locks', () => {
  test('one tab at a time runs its task', async () => {
    const storage = memoryStorage();
    expect(await race(storage, 6)).toBe(1);
    expect(storage.getItem('lock')).toBeNull();
  });

  test('a task that fails does not keep the others waiting', async () => {
    const storage = memoryStorage();
    const fail = () => Promise.reject(new Error('no'));
    await expect(exclusively('lock', fail, undefined, storage)).rejects.toThrow('no');
    expect(await exclusively('lock', async () => 'done', undefined, storage)).toBe('done');
  });

  test('the lease of a tab that died runs out', async () => {
    const storage = memoryStorage();
    storage.setItem('lock', `${Date.now() - 1} dead`);
    expect(await exclusively('lock', async () => 'done', undefined, storage)).toBe('done');
  });

  test('the lease of a tab that lives is waited for', async () => {
    const storage = memoryStorage();
    storage.setItem('lock', `${Date.now() + 250} other`);
    const began = Date.now();
    await exclusively('lock', async () => undefined, undefined, storage);
    expect(Date.now() - began).toBeGreaterThanOrEqual(250);
  });
});

test('with Web Locks these are used, and nothing is written', async () => {
  const asked: string[] = [];
  const locks = {
    request: (name: string, task: () => Promise<unknown>) => {
      asked.push(name);
      return task();
    },
  } as unknown as LockManager;
  const storage = memoryStorage();
  expect(await exclusively('lock', async () => 7, locks, storage)).toBe(7);
  expect([asked, storage.length]).toEqual([['lock'], 0]);
});
