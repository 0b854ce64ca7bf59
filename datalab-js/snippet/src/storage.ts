import { quiet } from './quiet';

type Area = 'localStorage' | 'sessionStorage';

/** Our name in the browser's storages: one of its own for each app. */
let name: string;

export const nameStorage = (given: string): void => {
  name = given;
};

/** What is kept, if anything can be. */
export const kept = (area: Area): any => {
  try {
    return JSON.parse(window[area][name]);
  } catch {
    // Blocked, or what lies there is not ours.
  }
};

/** Keeps something for the next page, if that can be, or with an empty value nothing any more. */
export const keep = quiet((area: Area, value: unknown) => {
  value ? (window[area][name] = JSON.stringify(value)) : delete window[area][name];
});

/** The visitor's id. */
export const visitor = (): string | undefined => document.cookie.match(`${name}=([^;]+)`)?.[1];

/** Keeps who the visitor is for 13 months, and which visit goes on; or neither any more. */
export const remember = (id = '', session = ''): void => {
  document.cookie = `${name}=${id};path=/;max-age=${id ? 34190000 : 0};samesite=lax`;
  keep('localStorage', session);
};
