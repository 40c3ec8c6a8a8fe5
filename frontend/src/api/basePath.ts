/**
 * The path of the server below which the page and its interface lie, such as `/mixlab` behind a proxy; empty where they have the
 * server for themselves. Everywhere else in the page addresses are without it: it is added where one leaves the page (links, history,
 * requests), and taken off where the browser says where it is.
 */
const BASE_PATH = document.querySelector<HTMLMetaElement>('meta[name="mixlab-base"]')?.content ?? "";

/** The address as the browser needs it. */
export const withBase = (address: string): string =>
  address.startsWith("/") && !address.startsWith("//") ? BASE_PATH + address : address;

/** Whether a path of the browser lies within the page or its interface. */
export const isBelowBase = (pathname: string): boolean =>
  BASE_PATH === "" || pathname === BASE_PATH || pathname.startsWith(`${BASE_PATH}/`);

/** The path as the page knows it. */
export const withoutBase = (pathname: string): string =>
  BASE_PATH !== "" && isBelowBase(pathname) ? pathname.slice(BASE_PATH.length) || "/" : pathname;
