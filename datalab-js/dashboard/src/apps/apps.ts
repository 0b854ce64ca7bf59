import { shallowRef, watch } from 'vue';
import type { components } from '../../target/openapi';
import { answer, api } from '../api/client';
import { Problem } from '../api/problem';
import { session } from '../session';

export type App = components['schemas']['App'];
export type Role = components['schemas']['Role'];

const list = shallowRef<readonly App[]>();
const problem = shallowRef<Problem>();

/** The apps that the person may see, shared by the navigation and the page of apps. */
export const apps = {
  list,
  problem,
  async reload(): Promise<void> {
    try {
      const { apps: found } = await answer(api.GET('/api/v1/apps'));
      list.value = [...found].sort((a, b) => a.name.localeCompare(b.name));
      problem.value = undefined;
    } catch (thrown) {
      problem.value = Problem.from(thrown);
    }
  },
};

watch(session.user, (user, before) => {
  if (user?.id !== before?.id) {
    list.value = undefined;
  }
});
