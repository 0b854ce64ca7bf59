import { computed, inject, provide, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue';
import type { components } from '../../target/openapi';
import { answer, api, tagged } from '../api/client';
import type { Problem } from '../api/problem';
import { useResource } from '../api/resource';
import { apps, type App, type Role } from './apps';

export type Configuration = components['schemas']['Configuration'];
export type ConfiguredFunnel = components['schemas']['ConfiguredFunnel'];
export type Archive = components['schemas']['Archive'];

/** What is known of an app: all that its pages need before they ask. */
export interface Known {
  readonly app: App;
  readonly role: Role;
  readonly config: Configuration;
  /** Of the configuration. */
  readonly etag: string;
  readonly archives: readonly Archive[];
}

/** The app whose pages are shown. */
export interface AppContext {
  readonly id: ComputedRef<string>;
  readonly known: ComputedRef<Known>;
  readonly zone: ComputedRef<string>;
  readonly isOwner: ComputedRef<boolean>;
  readonly mayEdit: ComputedRef<boolean>;
  reload(): Promise<void>;
}

const KEY: InjectionKey<AppContext> = Symbol('app');

/** Loads the app with the id and offers it to the pages below. */
export function provideApp(id: ComputedRef<string>): {
  readonly data: ShallowRef<Known | undefined>;
  readonly problem: ShallowRef<Problem | undefined>;
  readonly reload: () => Promise<void>;
} {
  const { data, problem, reload } = useResource((signal) => load(id.value, signal), [id]);
  const known = computed(() => data.value as Known);
  provide(KEY, {
    id,
    known,
    zone: computed(() => known.value.config.settings?.timeZone || 'UTC'),
    isOwner: computed(() => known.value.role === 'OWNER'),
    mayEdit: computed(() => known.value.role !== 'VIEWER'),
    async reload() {
      await Promise.all([reload(), apps.reload()]);
    },
  });
  return { data, problem, reload };
}

/** The app whose page this is. */
export function useApp(): AppContext {
  const context = inject(KEY);
  if (context === undefined) {
    throw new Error('there is no app around this component');
  }
  return context;
}

async function load(app: string, signal: AbortSignal): Promise<Known> {
  const request = { params: { path: { app } }, signal };
  const [found, config, archives] = await Promise.all([
    answer(api.GET('/api/v1/apps/{app}', request)),
    tagged(api.GET('/api/v1/apps/{app}/config', request)),
    answer(api.GET('/api/v1/apps/{app}/archives', request)),
  ]);
  return {
    app: found.app,
    role: found.role,
    config: config.data.config,
    etag: config.etag,
    archives: archives.archives,
  };
}
