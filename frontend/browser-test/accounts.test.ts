import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser } from "./support/browser.ts";
import { type Server, startServer } from "./support/server.ts";
import { openPage, overflow, settled } from "./support/watchedPage.ts";

const PASSWORD = "correct horse battery";

let browser: Browser;
let server: Server;

beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer(90, ["--accounts"])]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
}

/** The one-time address or the token of the dialog that is open, which is then closed. */
async function secretOf(page: Page): Promise<string> {
  const secret = await page.locator("dialog code.secret").textContent();
  await page.getByRole("button", { name: "Done" }).click();
  return secret ?? "";
}

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

describe("A server with accounts", () => {
  it("is set up at its one-time address, invites a member, and shows each what they may do", async () => {
    const { page, finish } = await openPage(browser, server.origin, "/models", { refused: [401, 403] });
    await page.getByRole("heading", { name: "This server is being set up" }).waitFor();

    const setUp = /http:\S+\/setup#\S+/.exec(server.log())?.[0] ?? "";
    await page.goto(setUp);
    await page.reload();
    await page.getByLabel("Name", { exact: true }).fill("ada");
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await choosePassword(page, PASSWORD);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.waitForURL(`${server.origin}/`);
    await page.getByText("Ada Lovelace").waitFor();

    await page.goto(`${server.origin}/people`);
    const form = page.getByRole("region", { name: "New account" });
    await form.getByLabel("Name", { exact: true }).fill("grace");
    await form.getByLabel("Their name").fill("Grace Hopper");
    await form.getByRole("button", { name: "Create and invite" }).click();
    const invitation = await secretOf(page);
    expect(invitation).toMatch(/\/invitation#[\w-]{20,}$/);
    await page.locator("tr", { hasText: "Grace Hopper" }).getByText("invited").waitFor();
    await settled(page);
    await expect.poll(() => overflow(page)).toBe(0);

    await page.locator(".account-menu summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/people");

    await page.goto(invitation);
    await page.reload();
    await choosePassword(page, "another long password");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.waitForURL(`${server.origin}/`);
    await page.getByText("Grace Hopper").waitFor();
    await page.goto(`${server.origin}/people`);
    await page.getByText("this needs the role admin").waitFor();
    await finish();
  });

  it("keeps others out, and lets programs in by a token until it is revoked", async () => {
    const { page, finish } = await openPage(browser, server.origin, "/account", { refused: [401] });
    if (
      await page
        .locator(".account-menu")
        .isVisible()
        .catch(() => false)
    ) {
      await page.context().clearCookies();
      await page.reload();
    }
    await signIn(page, "ada", "not her password");
    await page.getByText("name or password is wrong").waitFor();
    await signIn(page, "ada", PASSWORD);
    const form = page.getByRole("region", { name: "New token" });
    await form.getByLabel("Name", { exact: true }).fill("notebook");
    await form.getByRole("button", { name: "Create" }).click();
    const token = await secretOf(page);
    const asked = async () =>
      (await fetch(`${server.origin}/api/v1/account`, { headers: { Authorization: `Bearer ${token}` } }))
        .status;
    await expect.poll(() => asked()).toBe(200);
    expect((await fetch(`${server.origin}/api/v1/runs`)).status).toBe(401);

    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("With a token, scripts and notebooks").waitFor();
    await expect.poll(() => asked()).toBe(401);

    await page.goto(`${server.origin}/people/audit`);
    await page.getByText("Revoke token").first().waitFor();
    await page.getByText("refused").first().waitFor();
    await finish();
  });
});
