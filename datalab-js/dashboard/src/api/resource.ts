import { computed, onScopeDispose, ref, shallowRef, watch, type WatchSource } from 'vue';
import { Problem } from './problem';

/**
 * Something that is loaded, and loaded again when what it depends on changes. While that happens the one before stays,
 * so that a page does not jump; a load that was overtaken is given up. What failed for lack of a network is tried
 * again when that is back.
 *
 * @param load fetches it; the signal says when nobody waits any more
 * @param sources what it depends on
 */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, sources: WatchSource<unknown>[] = []) {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const busy = ref(false);
  let under: AbortController | undefined;

  async function reload(): Promise<void> {
    under?.abort();
    const mine = new AbortController();
    under = mine;
    busy.value = true;
    try {
      const loaded = await load(mine.signal);
      if (under === mine) {
        data.value = loaded;
        problem.value = undefined;
      }
    } catch (thrown) {
      if (under === mine && !mine.signal.aborted) {
        problem.value = Problem.from(thrown);
      }
    } finally {
      if (under === mine) {
        busy.value = false;
      }
    }
  }

  function retryOnline() {
    if (problem.value?.unreachable) {
      void reload();
    }
  }

  watch(sources, reload, { immediate: true });
  window.addEventListener('online', retryOnline);
  onScopeDispose(() => {
    window.removeEventListener('online', retryOnline);
    under?.abort();
    under = undefined;
  });

  return {
    data,
    problem,
    /** A load is under way. */
    busy,
    /** There is nothing to show yet. */
    first: computed(() => data.value === undefined && problem.value === undefined),
    /** What is shown is about to be replaced. */
    stale: computed(() => busy.value && data.value !== undefined),
    reload,
  };
}
