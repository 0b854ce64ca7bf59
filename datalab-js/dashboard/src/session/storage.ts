/** What this browser kept under `key`; null if nothing, or if it keeps nothing at all. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`, or forgets it if it is null. A browser that keeps nothing is no error. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // Storage is switched off or full: what is kept in memory has to do.
  }
}

/** What the tabs of this browser share, or, where that is switched off, what this tab alone keeps until it is closed. */
export function tabStorage(): Storage {
  try {
    localStorage.setItem('datalab.probe', '1');
    localStorage.removeItem('datalab.probe');
    return localStorage;
  } catch {
    return memoryStorage();
  }
}

/** A storage that ends with the page. */
export function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key) => entries.get(key) ?? null,
    key: (index) => [...entries.keys()][index] ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => void entries.set(key, value),
  };
}
