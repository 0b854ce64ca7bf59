import { vi } from 'vitest';

let stored: string | undefined;
let forbidden = false;

/** Puts a text where the tab is kept. */
export function store(text: string): void {
  stored = text;
}

export function forbidStorage(): void {
  forbidden = true;
}

/** Gives the snippet a window whose storage is empty. */
export function stubStorage(): void {
  stored = undefined;
  forbidden = false;
  vi.stubGlobal('window', {
    get sessionStorage() {
      if (forbidden) {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      }
      return new Proxy({}, { get: () => stored, set: (_target, _name, text) => ((stored = text), true) });
    },
  });
}
