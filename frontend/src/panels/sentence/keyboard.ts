import type { SentenceContext } from "./sentenceContext.ts";

const BUSY = "input, select, textarea, dialog, [contenteditable], .segmented, .menu";

/** Up and down go to the neighbouring sentences, left and right to the neighbouring layers. */
export function followKeys({ picture, change, move, signal }: SentenceContext): void {
  const layerBy = (step: 1 | -1) => {
    const now = picture.value;
    if (now?.whole === true && now.names.length > 1) {
      const layer = Math.min(now.names.length, Math.max(1, now.layer + 1 + step));
      change({ layer }, "replace");
    }
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ArrowRight: () => layerBy(1),
    ArrowLeft: () => layerBy(-1),
  };
  document.addEventListener(
    "keydown",
    (event) => {
      const action = actions[event.key];
      const elsewhere = event.target instanceof Element && event.target.closest(BUSY) !== null;
      if (
        action !== undefined &&
        !elsewhere &&
        !event.altKey &&
        !event.ctrlKey &&
        !event.metaKey &&
        !event.shiftKey
      ) {
        event.preventDefault();
        action();
      }
    },
    { signal },
  );
}
