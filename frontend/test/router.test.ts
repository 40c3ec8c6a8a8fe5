import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Router } from "../src/shell/router.ts";
import { address, definePage, type Visit, wholeNumber } from "../src/state/page.ts";

interface Shown {
  readonly id: string;
  readonly place: number;
}

let mounted: string[] = [];
let visit: Visit<Shown>;
let life: AbortController;

const things = definePage<Shown>({
  read: (path, query) =>
    path[0] === "things" && path[1] !== undefined
      ? { id: path[1], place: wholeNumber(query.get("place")) ?? 0 }
      : undefined,
  write: ({ id, place }) => address(`/things/${id}`, { place: place === 0 ? undefined : place }),
  samePage: (from, to) => from.id === to.id,
  mount(host, given) {
    mounted.push(given.view.value.id);
    visit = given;
    host.textContent = given.view.value.id;
  },
});
const notFound = definePage<string>({
  read: () => undefined,
  write: (path) => path,
  samePage: () => false,
  mount: (host) => {
    host.textContent = "nothing";
  },
});

function open(path: string): HTMLElement {
  history.replaceState(null, "", path);
  const host = document.createElement("main");
  new Router({ host, pages: [things], notFound, opened: () => undefined }).start(life.signal);
  return host;
}

describe("the router", () => {
  beforeEach(() => {
    mounted = [];
    life = new AbortController();
  });

  afterEach(() => life.abort());

  it("opens the page that the address names and leaves the page it replaces", () => {
    const host = open("/things/a?place=3");
    const first = visit;
    expect(host.textContent).toBe("a");
    expect(first.view.value.place).toBe(3);
    visit.go("/things/b");
    expect(host.textContent).toBe("b");
    expect(first.signal.aborted).toBe(true);
  });

  it("writes a changed view into the address and keeps the page", () => {
    open("/things/a");
    visit.change({ place: 7 });
    expect(location.pathname + location.search).toBe("/things/a?place=7");
    expect(visit.view.value.place).toBe(7);
    expect(mounted).toEqual(["a"]);
  });

  it("reads the view again when the reader goes back", () => {
    open("/things/a");
    visit.change({ place: 7 });
    history.replaceState(null, "", "/things/a?place=2");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(visit.view.value.place).toBe(2);
    expect(mounted).toEqual(["a"]);
  });

  it("scrolls back to where the reader left, again as the page grows, until the reader scrolls", () => {
    const observers: (() => void)[] = [];
    vi.stubGlobal(
      "ResizeObserver",
      class {
        constructor(resized: () => void) {
          observers.push(resized);
        }
        observe = () => undefined;
        disconnect = () => undefined;
      },
    );
    let [height, top] = [2000, 0];
    vi.spyOn(window, "scrollTo").mockImplementation((_: number, y: number) => {
      top = Math.min(y, height);
      window.dispatchEvent(new Event("scroll"));
    });
    vi.spyOn(window, "scrollY", "get").mockImplementation(() => top);
    open("/things/a");
    const entry: unknown = history.state;
    window.scrollTo(0, 900);
    visit.go("/things/b");
    expect(top).toBe(0);
    height = 100;
    history.replaceState(entry, "", "/things/a");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(top).toBe(100);
    height = 2000;
    observers.at(-1)?.();
    expect(top).toBe(900);
    window.dispatchEvent(new Event("wheel"));
    window.scrollTo(0, 300);
    visit.go("/things/b");
    history.replaceState(entry, "", "/things/a");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(top).toBe(300);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("remembers a place that was scrolled to just before the page is left", () => {
    let top = 0;
    vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
    vi.spyOn(window, "scrollY", "get").mockImplementation(() => top);
    open("/things/a");
    const left = history.state as { scrollKey: string };
    top = 640;
    visit.go("/things/b");
    const stayed = history.state as { scrollKey: string };
    top = 320;
    window.dispatchEvent(new Event("pagehide"));
    expect(JSON.parse(sessionStorage.getItem("mixlab.scroll") ?? "{}")).toMatchObject({
      [left.scrollKey]: 640,
      [stayed.scrollKey]: 320,
    });
    vi.restoreAllMocks();
  });

  it("says so at an address that is no page's", () => {
    expect(open("/elsewhere").textContent).toBe("nothing");
  });

  it("shows that there is nothing at an address with a malformed escape", () => {
    for (const path of ["/things/%", "/%E0%A4", "/%zz"]) {
      expect(open(path).textContent).toBe("nothing");
    }
  });
});
