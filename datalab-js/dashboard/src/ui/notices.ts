import { readonly, ref } from 'vue';

/** A line that says what was done, and goes away. */
export interface Notice {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MILLIS = 4_000;

const shown = ref<Notice[]>([]);
let last = 0;

export const notices = readonly(shown);

/** Says `text` for a few seconds. */
export function notify(text: string): void {
  const id = ++last;
  shown.value = [...shown.value, { id, text }];
  setTimeout(() => {
    shown.value = shown.value.filter((notice) => notice.id !== id);
  }, SHOWN_MILLIS);
}
