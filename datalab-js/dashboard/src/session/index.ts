import { Session, SESSION_KEY } from './session';
import { tabStorage } from './storage';

/** The session of this browser. */
export const session = new Session(tabStorage(), (input, init) => fetch(input, init), navigator.locks);

window.addEventListener('storage', (event) => {
  // Null: everything was cleared.
  if ((event.key === SESSION_KEY || event.key === null) && session.follow()) {
    // Another person signed in: nothing that this tab shows is theirs.
    location.assign('/');
  }
});
