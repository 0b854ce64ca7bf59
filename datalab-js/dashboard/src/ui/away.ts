import { onScopeDispose, watch, type Ref } from 'vue';

/** Calls `leave` on a press, or a move of the focus, outside `element` while `open`. */
export function useAway(element: Ref<HTMLElement | null>, open: Ref<boolean>, leave: () => void): void {
  function look(event: Event) {
    if (event.target instanceof Node && element.value !== null && !element.value.contains(event.target)) {
      leave();
    }
  }
  function attach(on: boolean) {
    const change = on ? document.addEventListener : document.removeEventListener;
    change.call(document, 'pointerdown', look, true);
    change.call(document, 'focusin', look, true);
  }
  watch(open, attach, { immediate: true });
  onScopeDispose(() => attach(false));
}
