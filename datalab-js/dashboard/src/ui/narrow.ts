import { onScopeDispose, ref, type Ref } from 'vue';

/** Whether the window has the width of a phone. */
export function useNarrow(): Readonly<Ref<boolean>> {
  const query = matchMedia('(max-width: 720px)');
  const narrow = ref(query.matches);
  const look = () => {
    narrow.value = query.matches;
  };
  query.addEventListener('change', look);
  onScopeDispose(() => query.removeEventListener('change', look));
  return narrow;
}
