import { get, remove } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import type { Share } from "../api/types.ts";
import { type Child, h } from "../dom/element.ts";
import { ago, moment } from "../dom/format.ts";
import { confirm, errorNotice, loading, pageHead, toast } from "../dom/parts.ts";
import { Latest } from "../state/latest.ts";
import { definePage } from "../state/page.ts";
import "./sharesPage.css";

/** The list of share links, with a button to revoke each. */
export const sharesPage = definePage<Record<string, never>>({
  section: "shares",
  read: (path) => (path.length === 1 && path[0] === "shares" ? {} : undefined),
  write: () => "/shares",
  samePage: () => true,
  mount(host, visit) {
    visit.title("Shares");
    const body = h("div", {}, h("div", { class: "card" }, loading(4)));
    const lead =
      "Each share link opens one view of finished results for anyone who has the link. A link is shown only once, when it is created.";
    host.append(h("div", { class: "page" }, pageHead("Shares", lead), body));
    const latest = new Latest(visit.signal);
    const read = () => {
      latest.run(
        (signal) => get("/shares", { signal }),
        (shares) => body.replaceChildren(shares.length === 0 ? noShares() : shareList(shares, read)),
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    };
    read();
  },
});

const noShares = (): HTMLElement =>
  h(
    "div",
    { class: "card empty" },
    h("h2", {}, "No share links yet"),
    h(
      "p",
      {},
      "Use the Share button at the top of a results, comparison or sentence page to create a link to it.",
    ),
  );

function shareList(shares: readonly Share[], reload: () => void): HTMLElement {
  const heads = ["View", "Shared", "Last opened", ""].map((name) =>
    h("span", { role: "columnheader" }, name === "" ? h("span", { class: "visually-hidden" }, "End") : name),
  );
  return h(
    "div",
    { class: "card share-table", role: "table", "aria-label": "Shares" },
    h("div", { class: "share-row share-heads", role: "row" }, ...heads),
    ...shares.map((share) => shareRow(share, reload)),
  );
}

const time = (at: string): HTMLElement => h("time", { datetime: at, title: moment(at) }, ago(at));

function shareRow(share: Share, reload: () => void): HTMLElement {
  const { title, address, createdAt, openedAt, revokedAt } = share;
  const cell = (label: string, ...children: Child[]) =>
    h("div", { role: "cell", class: "share-cell", "data-label": label }, ...children);
  const revoke = h("button", { type: "button", class: "button small danger" }, "Revoke");
  revoke.addEventListener("click", () => void end(share, reload));
  const state = revokedAt === null ? revoke : h("span", { class: "hint" }, "Revoked ", time(revokedAt));
  return h(
    "div",
    { class: `share-row${revokedAt === null ? "" : " ended"}`, role: "row", "data-share": share.id },
    cell("View", h("a", { href: address }, title), h("code", { class: "hint", title: address }, address)),
    cell("Shared", time(createdAt)),
    cell("Last opened", openedAt === null ? h("span", { class: "hint" }, "never") : time(openedAt)),
    cell("", state),
  );
}

async function end({ id, title }: Share, reload: () => void): Promise<void> {
  const text = `The link to “${title}” will stop working. This cannot be undone.`;
  if (await confirm("Revoke this share?", text, "Revoke", "Keep it")) {
    await remove("/shares/{shareId}", { shareId: id }).then(reload, (error: unknown) =>
      toast(messageOf(error)),
    );
  }
}
