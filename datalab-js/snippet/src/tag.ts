import type { Datalab, Value } from './api';
import { start } from './datalab';

/** What a page may hold before the script is there: calls that wait for it. */
interface Stub extends Datalab {
  q?: [string, Record<string, Value>?][];
}

const page = window as unknown as { datalab?: Stub };
const { src, dataset } = document.currentScript as HTMLScriptElement;
const stub = page.datalab;

// A page that has the tag twice is followed once.
if (!stub?.event || stub.q) {
  page.datalab = start({
    token: dataset.token!,
    server: dataset.server || new URL(src).origin,
    consent: dataset.consent ? dataset.consent == 'true' : undefined,
  });
  stub?.q?.forEach((call) => page.datalab!.event(...call));
}
