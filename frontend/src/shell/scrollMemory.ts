import { withBase } from "../api/basePath.ts";
import { hashTarget } from "../dom/hashTarget.ts";

/** Milliseconds without a change of the page's height after which a restored position is left alone, and the most it takes. */
const QUIET = 1500;
const MOST = 15_000;
const STORED = "mixlab.scroll";

type Positions = Record<string, number>;

/** A key for an entry of the history. Browsers have `crypto.randomUUID` for https and for this machine only. */
const newKey = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** The key of the present entry of the browser's history. */
function presentKey(): string | undefined {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "scrollKey" in state
    ? String(state.scrollKey)
    : undefined;
}

function readPositions(): Positions {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? "{}") as Positions;
  } catch {
    return {};
  }
}

/**
 * Where each entry of the browser's history was scrolled to. The browser's own memory fails on pages whose content comes
 * after they were opened: this one scrolls again as the page grows, until the reader does something.
 */
export class ScrollMemory {
  readonly #positions: Positions = readPositions();
  #key = "";
  #restoring: AbortController | undefined;

  constructor(signal: AbortSignal) {
    history.scrollRestoration = "manual";
    window.addEventListener("scroll", () => this.#note(), { signal, passive: true });
    window.addEventListener("pagehide", () => this.#store(), { signal });
    signal.addEventListener("abort", () => this.#restoring?.abort());
  }

  /** Adds an entry for an address to the history. */
  push(address: string): void {
    this.#note();
    this.#restoring?.abort();
    history.pushState({ scrollKey: newKey() }, "", withBase(address));
    this.#key = presentKey() ?? "";
  }

  /** Gives the present entry another address. */
  replace(address: string): void {
    history.replaceState(history.state, "", withBase(address));
  }

  /** Scrolls to where the present entry was left; a new entry gets a key and begins where its address points to. */
  enter(): void {
    this.#restoring?.abort();
    const key = presentKey();
    if (key === undefined) {
      history.replaceState({ scrollKey: newKey() }, "");
      this.#key = presentKey() ?? "";
      hashTarget()?.scrollIntoView();
      return;
    }
    this.#key = key;
    this.#restore(this.#positions[key] ?? 0);
  }

  /** Notes the present position; whoever leaves calls this too, because the event of the latest scrolling may not have come yet. */
  #note(): void {
    if (this.#restoring === undefined) {
      this.#positions[this.#key] = window.scrollY;
    }
  }

  #store(): void {
    this.#note();
    sessionStorage.setItem(STORED, JSON.stringify(this.#positions));
  }

  #restore(top: number): void {
    const restoring = new AbortController();
    this.#restoring = restoring;
    const end = () => restoring.abort();
    for (const event of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      window.addEventListener(event, end, { signal: restoring.signal, passive: true });
    }
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const scroll = () => {
      window.scrollTo(0, top);
      clearTimeout(quiet);
      quiet = Math.abs(window.scrollY - top) <= 1 ? setTimeout(end, QUIET) : undefined;
    };
    const latest = setTimeout(end, MOST);
    const observer = new ResizeObserver(scroll);
    observer.observe(document.body);
    restoring.signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(latest);
      if (this.#restoring === restoring) {
        this.#restoring = undefined;
      }
    });
    scroll();
  }
}
