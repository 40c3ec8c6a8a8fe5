import type { Browser, Page, Request } from "playwright-core";
import { expect } from "vitest";

export interface Looks {
  readonly width?: number;
  readonly theme?: "light" | "dark";
  /** Answers that the test provokes; a browser notes them down as errors. */
  readonly refused?: readonly number[];
  /** Cookies that the browser has already, for the server's address. */
  readonly cookies?: readonly { readonly name: string; readonly value: string }[];
}

/** A page that notes down every error of its own and every request that leaves the server. */
export interface WatchedPage {
  readonly page: Page;
  /** Fails if anything went wrong or left the server, and closes the page. */
  readonly finish: () => Promise<void>;
}

/** The answers that each page waits for; streams of events never end and are not among them. */
const awaited = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  awaited.set(page, open);
  page.on("request", (request) => {
    if (request.resourceType() !== "eventsource") {
      open.add(request);
    }
  });
  const ended = (request: Request) => open.delete(request);
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
}

/** Waits until a page has waited for no answer for a while, has nothing left to do and has drawn what it was told. */
export async function settled(page: Page): Promise<void> {
  const quiet = 300;
  const end = Date.now() + 60_000;
  for (let since = Date.now(); Date.now() - since < quiet;) {
    // a page that is busy drawing asks for nothing meanwhile, and is not quiet for that
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle, { timeout: 500 })));
    if ((awaited.get(page)?.size ?? 0) > 0) {
      since = Date.now();
    }
    if (Date.now() > end) {
      throw new Error(`${page.url()} still waits for answers`);
    }
    await page.waitForTimeout(20);
  }
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/** Opens an address of the server in a page of its own. */
export async function openPage(
  browser: Browser,
  origin: string,
  path: string,
  looks: Looks = {},
): Promise<WatchedPage> {
  const { width = 1440, theme = "light", refused = [], cookies = [] } = looks;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: origin })));
  const page = await context.newPage();
  watchRequests(page);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    const provoked = refused.some((status) => text.includes(`status of ${status}`));
    if (["error", "warning"].includes(message.type()) && !provoked) {
      faults.push(`${message.type()}: ${text} (${message.location().url})`);
    }
  });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${origin}/`)) {
      faults.push(`left the server: ${request.url()}`);
    }
  });
  await page.goto(origin + path);
  return {
    page,
    finish: async () => {
      await context.close();
      expect(faults).toEqual([]);
    },
  };
}

/** By how many pixels a page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  await settled(page);
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** The text of an element as a reader has it, with plain spaces. */
export const plainText = (text: string | null): string => (text ?? "").replaceAll("\u00a0", " ").trim();
