import { computed, readonly, ref } from 'vue';
import { keep, kept } from '../session/storage';

/** What a person chose: a theme, or the system's. */
export type Choice = 'system' | 'light' | 'dark';

const KEY = 'datalab.theme';

const system = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = ref(system.matches);
system.addEventListener('change', () => {
  systemIsDark.value = system.matches;
  apply();
});

const stored = kept(KEY);
const choice = ref<Choice>(stored === 'light' || stored === 'dark' ? stored : 'system');

const dark = computed(() => (choice.value === 'system' ? systemIsDark.value : choice.value === 'dark'));

function apply() {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
}

window.addEventListener('storage', (event) => {
  if (event.key === KEY) {
    choice.value = event.newValue === 'light' || event.newValue === 'dark' ? event.newValue : 'system';
    apply();
  }
});

apply();

/** The theme in use, and the way to choose another; every tab follows. */
export const theme = {
  choice: readonly(choice),
  dark,
  choose(next: Choice) {
    choice.value = next;
    keep(KEY, next === 'system' ? null : next);
    apply();
  },
};
