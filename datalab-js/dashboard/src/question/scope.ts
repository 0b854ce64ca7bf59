import { computed, onScopeDispose, ref } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';
import { useApp } from '../apps/context';
import { wallOf } from '../time/wall';
import { choiceIn, queryOf, resolve, type Choice } from '../time/range';
import { filtersIn, toggled, whereOf } from './filters';

/** Of a page that was not looked at for so long, the bounds of "today" are set anew. */
const FRESH_MILLIS = 60_000;

/**
 * What every question of a page is about: which time, which data, which visitors. It stands in the address, so that a
 * view can be linked to and gone back to.
 */
export function useScope() {
  const app = useApp();
  const route = useRoute();
  const router = useRouter();
  const now = ref(new Date());

  function look() {
    if (document.visibilityState === 'visible' && Date.now() - now.value.getTime() > FRESH_MILLIS) {
      now.value = new Date();
    }
  }
  document.addEventListener('visibilitychange', look);
  onScopeDispose(() => document.removeEventListener('visibilitychange', look));

  const choice = computed(() => choiceIn(route.query));
  const range = computed(() => resolve(choice.value, app.zone.value, now.value));
  const archive = computed(() => {
    const asked = route.query.archive;
    const known = asked === 'all' || app.known.value.archives.some((it) => it.id === asked);
    return typeof asked === 'string' && known ? asked : '';
  });
  const filters = computed(() => filtersIn(route.query.where));

  /** What begins the body of every question. */
  const question = computed(() => ({
    from: range.value.from.toISOString(),
    to: range.value.to.toISOString(),
    timeZone: app.zone.value,
    ...(archive.value === '' ? {} : { archive: archive.value }),
    ...(Object.keys(filters.value).length === 0 ? {} : { filters: filters.value as Record<string, string[]> }),
  }));

  function go(change: LocationQueryRaw) {
    void router.replace({ query: { ...route.query, ...change } });
  }

  return {
    now,
    choice,
    range,
    archive,
    filters,
    question,
    /** Changes other parts of the address; undefined takes one away. */
    go,
    /** Asks all anew. */
    refresh() {
      now.value = new Date();
    },
    choose(chosen: Choice) {
      now.value = new Date();
      go(queryOf(chosen));
    },
    chooseArchive(id: string) {
      const found = app.known.value.archives.find((it) => it.id === id);
      const span: LocationQueryRaw =
        found === undefined
          ? {}
          : {
              ...queryOf({
                from: wallOf(new Date(found.from), app.zone.value),
                until: wallOf(new Date(Date.parse(found.to) + 60_000), app.zone.value),
              }),
            };
      go({ archive: id === '' ? undefined : id, ...span });
    },
    toggle(field: string, value: string) {
      go({ where: whereOf(toggled(filters.value, field, value)) });
    },
  };
}

export type Scope = ReturnType<typeof useScope>;
