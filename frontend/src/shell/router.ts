import { isBelowBase, withoutBase } from "../api/basePath.ts";
import { type AnyPage, findPage, type Step, type Visit } from "../state/page.ts";
import { Store } from "../state/store.ts";
import { ScrollMemory } from "./scrollMemory.ts";

interface Stay {
  readonly page: AnyPage;
  readonly view: Store<unknown>;
  readonly leave: AbortController;
}

export interface RouterOptions {
  readonly host: HTMLElement;
  readonly pages: readonly AnyPage[];
  readonly notFound: AnyPage;
  /** Called after a page was opened. */
  opened(page: AnyPage): void;
}

/** The present address as the page knows it. */
const here = (): string => withoutBase(location.pathname) + location.search;

/** Shows the page that the address names, and keeps address and view the same in both directions. */
export class Router {
  readonly #options: RouterOptions;
  #stay: Stay | undefined;
  #scroll: ScrollMemory | undefined;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** Shows the present address and follows links and history until the signal aborts. */
  start(signal: AbortSignal): void {
    const scroll = new ScrollMemory(signal);
    this.#scroll = scroll;
    const showAgain = () => {
      this.#show();
      scroll.enter();
    };
    window.addEventListener("popstate", showAgain, { signal });
    document.addEventListener("click", (event) => this.#follow(event), { signal });
    this.#show();
    scroll.enter();
  }

  /** The page that is open and its view. */
  present(): { page: AnyPage; view: unknown } | undefined {
    return this.#stay === undefined ? undefined : { page: this.#stay.page, view: this.#stay.view.value };
  }

  /** Goes to an address of this server as if its link had been followed. */
  go(address: string): void {
    if (address === here()) {
      return;
    }
    this.#scroll?.push(address);
    this.#show();
  }

  #follow(event: MouseEvent): void {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!plain || event.defaultPrevented || !(link instanceof HTMLAnchorElement)) {
      return;
    }
    const path = withoutBase(link.pathname);
    const inside = link.origin === location.origin && isBelowBase(link.pathname) && !path.startsWith("/api/");
    const address = path + link.search;
    // The browser scrolls to a place within the page that is open by itself.
    const samePage = link.hash !== "" && address === here();
    if (inside && link.target === "" && !link.hasAttribute("download") && !samePage) {
      event.preventDefault();
      this.go(address + link.hash);
    }
  }

  #find(): { page: AnyPage; view: unknown } {
    const pathname = withoutBase(location.pathname);
    return (
      findPage(this.#options.pages, { pathname, search: location.search }) ?? {
        page: this.#options.notFound,
        view: pathname,
      }
    );
  }

  #show(): void {
    const { page, view } = this.#find();
    const stay = this.#stay;
    if (stay?.page === page && page.samePage(stay.view.value, view)) {
      if (page.write(stay.view.value) !== page.write(view)) {
        stay.view.set(view);
      }
      return;
    }
    stay?.leave.abort();
    this.#open(page, view);
  }

  #open(page: AnyPage, view: unknown): void {
    const leave = new AbortController();
    const stay: Stay = { page, view: new Store(view), leave };
    this.#stay = stay;
    const { host } = this.#options;
    host.replaceChildren();
    window.scrollTo(0, 0);
    page.mount(host, this.#visit(stay));
    this.#options.opened(page);
  }

  #visit(stay: Stay): Visit<unknown> {
    return {
      view: stay.view,
      signal: stay.leave.signal,
      readOnly: false,
      go: (address) => {
        this.go(address);
      },
      title: (text) => {
        document.title = `${text} · Mixlab`;
      },
      change: (next, step: Step = "push") => {
        const view = { ...(stay.view.value as object), ...next };
        const address = stay.page.write(view);
        if (stay.leave.signal.aborted || address === stay.page.write(stay.view.value)) {
          return;
        }
        if (step === "push") {
          this.#scroll?.push(address);
        } else {
          this.#scroll?.replace(address);
        }
        stay.view.set(view);
      },
    };
  }
}
