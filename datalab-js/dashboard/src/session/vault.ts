/**
 * What the tabs of a browser share and must agree on. Unlike local storage, which each tab sees with a delay of its own, an
 * entry that is read is the one that was written last, in whatever tab.
 */
export interface Vault {
  /** The entry under `key`; undefined if there is none. */
  read(key: string): Promise<unknown>;

  /** Puts what `change` makes of the entry in its place, undefined for none; nothing comes between. Answers what it put. */
  update<T>(key: string, change: (before: unknown) => T): Promise<T>;
}

const STORE = 'entries';

/** A vault in the browser's database of that name. */
export class DatabaseVault implements Vault {
  private readonly open: Promise<IDBDatabase>;

  constructor(name: string) {
    this.open = new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  async read(key: string): Promise<unknown> {
    const database = await this.open;
    return new Promise((resolve, reject) => {
      const request = database.transaction(STORE, 'readonly').objectStore(STORE).get(key);
      request.onsuccess = () => resolve(request.result as unknown);
      request.onerror = () => reject(request.error);
    });
  }

  async update<T>(key: string, change: (before: unknown) => T): Promise<T> {
    const database = await this.open;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(STORE);
      const request = store.get(key);
      let after: T;
      request.onsuccess = () => {
        after = change(request.result as unknown);
        if (after === undefined) {
          store.delete(key);
        } else {
          store.put(after, key);
        }
      };
      transaction.oncomplete = () => resolve(after);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

/** A vault that ends with the page. */
export class MemoryVault implements Vault {
  private readonly entries = new Map<string, unknown>();

  async read(key: string): Promise<unknown> {
    return this.entries.get(key);
  }

  async update<T>(key: string, change: (before: unknown) => T): Promise<T> {
    const after = change(this.entries.get(key));
    if (after === undefined) {
      this.entries.delete(key);
    } else {
      this.entries.set(key, after);
    }
    return after;
  }
}

/** The vault of this browser, or, where it lets pages keep nothing, one that ends with the page. */
export async function browserVault(name: string): Promise<Vault> {
  try {
    const vault = new DatabaseVault(name);
    await vault.read('probe');
    return vault;
  } catch {
    return new MemoryVault();
  }
}
