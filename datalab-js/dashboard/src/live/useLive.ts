import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { answer, api } from '../api/client';
import { Connection, type State } from './connection';
import { messageIn } from './messages';
import { after, NOTHING, type View } from './view';

/** What is going on at an app, for as long as the page is there. */
export function useLive(app: Ref<string>) {
  const view = shallowRef<View>(NOTHING);
  const state = ref<State>({ is: 'connecting' });
  const paused = ref(false);
  let held: View | null = null;

  const connection = new Connection({
    ticket: async () => {
      const body = { for: 'live' as const, app: app.value };
      return (await answer(api.POST('/api/v1/tickets', { body }))).ticket;
    },
    open: (ticket) => new WebSocket(addressOf(app.value, ticket)),
    onText: (text) => {
      const message = messageIn(text);
      if (message !== null) {
        const next = after(held ?? view.value, message);
        if (paused.value) {
          // The feed stands still to be read; who is here now goes on.
          held = next;
          view.value = { ...next, feed: view.value.feed };
        } else {
          view.value = next;
        }
      }
    },
    onState: (next) => {
      state.value = next;
    },
  });

  watch(paused, (now) => {
    held = now ? view.value : null;
  });
  watch(app, () => {
    connection.stop();
    view.value = NOTHING;
    connection.start();
  });

  const hurry = () => {
    if (document.visibilityState === 'visible') {
      connection.hurry();
    }
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  connection.start();
  onScopeDispose(() => {
    window.removeEventListener('online', hurry);
    document.removeEventListener('visibilitychange', hurry);
    connection.stop();
  });

  return { view, state, paused, retry: () => connection.start() };
}

function addressOf(app: string, ticket: string): string {
  const address = new URL(`/api/v1/apps/${encodeURIComponent(app)}/live`, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  address.searchParams.set('ticket', ticket);
  return address.href;
}
