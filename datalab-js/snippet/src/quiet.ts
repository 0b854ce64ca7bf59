/** The same, but what goes wrong in it stays in it: nothing of ours may show in the page. */
export const quiet =
  <A extends unknown[]>(action: (...args: A) => unknown) =>
  (...args: A): void => {
    try {
      action(...args);
    } catch {
      // The page goes on without us.
    }
  };

/** Listens before the page does, so that a page that stops events does not stop us. */
export const on = (type: string, action: (event: any) => unknown): void => addEventListener(type, quiet(action), true);
