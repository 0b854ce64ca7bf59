export type { Datalab, Options, Start, Value } from './api';
export { start } from './datalab';
