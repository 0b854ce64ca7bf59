import { beforeEach, describe, expect, test } from 'vitest';
import { exclusively } from './exclusively';
import { MemoryVault } from './vault';

let vault: MemoryVault;

beforeEach(() => {
  vault = new MemoryVault();
});

const run = <T>(task: () => Promise<T>) => exclusively('lock', task, vault, undefined);

describe('without Web Locks', () => {
  test('one tab at a time runs its task', async () => {
    let inside = 0;
    let most = 0;
    const task = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside--;
    };
    await Promise.all(Array.from({ length: 8 }, () => run(task)));
    expect([most, await vault.read('lock')]).toEqual([1, undefined]);
  });

  test('a task that fails does not keep the others waiting', async () => {
    await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await run(async () => 'done')).toBe('done');
  });

  test('the lease of a tab that died runs out', async () => {
    await vault.update('lock', () => ({ owner: 'dead', until: Date.now() - 1 }));
    expect(await run(async () => 'done')).toBe('done');
  });

  test('the lease of a tab that lives is waited for', async () => {
    await vault.update('lock', () => ({ owner: 'other', until: Date.now() + 250 }));
    const began = Date.now();
    await run(async () => undefined);
    expect(Date.now() - began).toBeGreaterThanOrEqual(250);
  });

  test('a lease that ran out and was taken by another is not given back', async () => {
    await run(async () => {
      await vault.update('lock', () => ({ owner: 'another', until: Date.now() + 1_000 }));
    });
    expect(await vault.read('lock')).toMatchObject({ owner: 'another' });
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
  expect(await exclusively('lock', async () => 7, vault, locks)).toBe(7);
  expect([asked, await vault.read('lock')]).toEqual([['lock'], undefined]);
});
