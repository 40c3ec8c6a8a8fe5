/** Draws again whenever the host's width changes, until the signal aborts. Widths are whole pixels. */
export function whenResized(host: HTMLElement, signal: AbortSignal, draw: (width: number) => void): void {
  let before = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width > 0 && width !== before) {
      before = width;
      draw(width);
    }
  });
  observer.observe(host);
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}
