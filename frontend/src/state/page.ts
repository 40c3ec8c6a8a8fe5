import type { Store } from "./store.ts";

/** How a change of the view enters the browser's history: as a new entry, or in place of the present one. */
export type Step = "push" | "replace";

/** One stay on a page. */
export interface Visit<V> {
  /** The whole view, always the same as the address. */
  readonly view: Store<V>;
  /** Changes the view and with it the address. */
  readonly change: (next: Partial<V>, step?: Step) => void;
  /** Goes to another address of this server. */
  readonly go: (address: string) => void;
  /** Sets the page's title. */
  readonly title: (text: string) => void;
  /** Whether the page shows a share; it must not request anything that the shared view does not need. */
  readonly readOnly: boolean;
  /** Aborts when the page is left; all listeners, timers and requests end with it. */
  readonly signal: AbortSignal;
}

/** A page: the addresses it answers to, and how it is shown. Views hold nothing that the address does not. */
export interface Page<V> {
  /** The view that an address shows; undefined when it is not an address of this page. */
  read(path: readonly string[], query: URLSearchParams): V | undefined;
  /** The address of a view: `read` of it gives the same view. */
  write(view: V): string;
  /** Whether a change from one view to the other keeps the mounted page. */
  samePage(from: V, to: V): boolean;
  /** The entry of the navigation that is marked while the page is open. */
  readonly section?: string;
  /** The fields that the reader of a share may change; left out where the page cannot be shared. */
  readonly editableInShare?: readonly (keyof V & string)[];
  mount(host: HTMLElement, visit: Visit<V>): void;
}

/** A page whatever its view is. */
export type AnyPage = Omit<Page<unknown>, "editableInShare"> & {
  readonly editableInShare?: readonly string[];
};

/** Gives a page its type and forgets its view's, so that pages fit into one list. */
export function definePage<V>(page: Page<V>): AnyPage & Page<V> {
  return page as AnyPage & Page<V>;
}

/** The decoded parts of a path; undefined where one has a malformed escape. */
function partsOf(pathname: string): string[] | undefined {
  const parts = pathname.split("/").filter((part) => part !== "");
  try {
    return parts.map((part) => decodeURIComponent(part));
  } catch {
    return undefined;
  }
}

/** The page that an address belongs to, and its view; undefined where it belongs to none. */
export function findPage(
  pages: readonly AnyPage[],
  { pathname, search }: Pick<URL, "pathname" | "search">,
): { page: AnyPage; view: unknown } | undefined {
  const path = partsOf(pathname);
  if (path === undefined) {
    return undefined;
  }
  const query = new URLSearchParams(search);
  for (const page of pages) {
    const view = page.read(path, query);
    if (view !== undefined) {
      return { page, view };
    }
  }
  return undefined;
}

/** The address made of a path and a query whose empty values are left out. */
export function address(path: string, query: Record<string, string | number | undefined>): string {
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value)).replaceAll("%20", "+")}`)
    .join("&");
  return search === "" ? path : `${path}?${search}`;
}

/** The value if it is one of the choices, else the first choice. */
export function oneOf<T extends string>(value: string | null, choices: readonly [T, ...T[]]): T {
  return choices.find((choice) => choice === value) ?? choices[0];
}

/** A whole number of at least `least`, else undefined. */
export function wholeNumber(value: string | null | undefined, least = 0): number | undefined {
  return value !== null && value !== undefined && /^\d{1,9}$/.test(value) && Number(value) >= least
    ? Number(value)
    : undefined;
}
