import { Session } from './session';
import { browserVault } from './vault';

const tabs = new BroadcastChannel('datalab.session');

/** The session of this browser, taken up before any page is shown. */
export const session = new Session(
  await browserVault('datalab'),
  (input, init) => fetch(input, init),
  navigator.locks,
  () => tabs.postMessage('changed'),
);
await session.restore();

tabs.addEventListener('message', async () => {
  if (await session.follow()) {
    // Another person signed in: nothing that this tab shows is theirs.
    location.assign('/');
  }
});
