import { inject, provide, type InjectionKey, type ShallowRef } from 'vue';
import type { Problem } from '../api/problem';

/** What is wrong with the part of the body at a pointer. */
export type FaultAt = (pointer: string) => string | undefined;

const KEY: InjectionKey<FaultAt> = Symbol('faults');

/** Lets the fields below show what the server has said of them. */
export function provideFaults(problem: ShallowRef<Problem | undefined>): FaultAt {
  const at: FaultAt = (pointer) => problem.value?.at(pointer);
  provide(KEY, at);
  return at;
}

export function useFaults(): FaultAt {
  return inject(KEY, () => undefined);
}
