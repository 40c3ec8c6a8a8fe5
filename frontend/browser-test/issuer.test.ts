import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowser } from "./support/browser.ts";
import { type Issuer, startIssuer } from "./support/issuer.ts";
import { startReverseProxy, type ReverseProxy } from "./support/reverseProxy.ts";
import { type Server, startServer } from "./support/server.ts";
import { setUpToken } from "./support/setUpToken.ts";
import { overflow } from "./support/watchedPage.ts";

const PATH = "/mixlab";

let browser: Browser;
let issuer: Issuer;
let server: Server;
let proxy: ReverseProxy;

beforeAll(async () => {
  issuer = await startIssuer("Grace Hopper");
  const options = ["--base-path", PATH, "--trusted-proxy", "127.0.0.1"];
  const own = ["--oidc-issuer", issuer.address, "--oidc-client-id", "mixlab", "--oidc-role", "member"];
  [server, browser] = await Promise.all([startServer(90, [...options, ...own]), startBrowser()]);
  proxy = await startReverseProxy(server.origin, PATH);
  const setUp = await setUpToken(server);
  const administrator = await fetch(`${proxy.origin}${PATH}/api/v1/setup`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: proxy.origin },
    body: JSON.stringify({ token: setUp, name: "ada", password: "correct horse battery" }),
  });
  expect(administrator.status).toBe(201);
});

afterAll(async () => {
  await issuer.close();
  await proxy.close();
  await Promise.all([server.close(), browser.close()]);
});

const button = (page: Page) => page.getByRole("button", { name: `Sign in with ${issuer.host}` });

it("People sign in at the issuer, below a path behind a proxy, and come back to the page they asked for", async () => {
  const context = await browser.newContext({ viewport: { width: 420, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${proxy.origin}${PATH}/models?search=bert`);
  await button(page).waitFor();
  await expect.poll(() => overflow(page)).toBe(0);

  await button(page).click();
  await page.getByRole("link", { name: "Refuse" }).click();
  await page.getByRole("alert").getByText("did not confirm who you are").waitFor();
  expect(page.url()).toBe(`${proxy.origin}${PATH}/sign-in?problem=refused`);
  await expect.poll(() => overflow(page)).toBe(0);

  await page.goto(`${proxy.origin}${PATH}/models?search=bert`);
  await button(page).click();
  await page.getByRole("link", { name: "Agree" }).click();
  await page.waitForURL(`${proxy.origin}${PATH}/models?search=bert`);
  await page.locator(".account-menu").waitFor();
  await page.goto(`${proxy.origin}${PATH}/account`);
  await page.getByText("Grace Hopper").first().waitFor();
  await page.getByRole("heading", { name: "New token" }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
