import { BASE, get } from "../api/client.ts";
import { RequestError } from "../api/problem.ts";
import { useAnswers, useShareToken } from "../api/requests.ts";
import { h } from "../dom/element.ts";
import { moment } from "../dom/format.ts";
import { errorNotice, loading, toast } from "../dom/parts.ts";
import { embeddedShell, sharedShell, type SharedShell } from "../shell/sharedShell.ts";
import { type AnyPage, findPage } from "../state/page.ts";
import { readOnlyVisit } from "./readOnlyVisit.ts";
import { withoutLinks } from "./withoutLinks.ts";
import "./sharedView.css";

const SHARED = /^\/s\/([\w-]+)$/;
const ONLY = "Only this view was shared; nothing else can be opened here.";

/** The token of a share's address; undefined for every other address. */
export const shareToken = (pathname: string): string | undefined => SHARED.exec(pathname)?.[1];

/** Whether an address asks for a share as another site shows it in a frame: the view alone. */
const isEmbedded = (search: string): boolean => new URLSearchParams(search).get("embed") === "1";

/** What a file of a share holds: the view, and the answers to its requests. */
export interface RecordedView {
  readonly address: string;
  readonly title: string;
  readonly createdAt: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Shows a share from a file, without a server. */
export function showRecorded(
  { address, title, createdAt, answers }: RecordedView,
  pages: readonly AnyPage[],
  signal: AbortSignal,
): void {
  const frame = sharedShell(signal);
  withoutLinks(frame.main, ONLY, signal);
  frame.say(title, `shared ${moment(createdAt)}`);
  useAnswers(answers);
  mount(frame, address, pages, signal);
}

/** Shows what a share holds, read-only, in the place of the whole page. */
export function showShared(token: string, pages: readonly AnyPage[], signal: AbortSignal): void {
  const frame = isEmbedded(location.search)
    ? embeddedShell()
    : sharedShell(signal, `${BASE}/shared/${encodeURIComponent(token)}/page`);
  withoutLinks(frame.main, ONLY, signal);
  const open = () => {
    frame.main.replaceChildren(h("div", { class: "page" }, h("div", { class: "card" }, loading(6))));
    useShareToken(undefined);
    get("/shared/{token}", { path: { token }, signal }).then(
      ({ address, title, createdAt }) => {
        frame.say(title, `shared ${moment(createdAt)}`);
        useShareToken(token);
        mount(frame, address, pages, signal);
      },
      (error: unknown) => {
        frame.main.replaceChildren(h("div", { class: "page" }, failure(error, open)));
      },
    );
  };
  open();
}

function mount(frame: SharedShell, address: string, pages: readonly AnyPage[], signal: AbortSignal): void {
  const match = findPage(pages, new URL(address, "http://share.invalid"));
  if (match?.page.editableInShare === undefined) {
    frame.main.replaceChildren(
      h("div", { class: "page" }, nothing("This version of mixlab cannot show the shared view.")),
    );
    return;
  }
  frame.main.replaceChildren();
  const title = (text: string) => {
    document.title = `${text} · Mixlab`;
  };
  const onRefusal = () => {
    toast(ONLY);
  };
  match.page.mount(frame.main, readOnlyVisit({ ...match, title, onRefusal, signal }));
}

function failure(error: unknown, retry: () => void): HTMLElement {
  if (error instanceof RequestError && error.status === 404) {
    document.title = "Nothing shared here · Mixlab";
    return nothing("The address may be incomplete, or the share was revoked.");
  }
  return errorNotice(error, retry);
}

const nothing = (why: string): HTMLElement =>
  h("div", { class: "card empty" }, h("h1", {}, "Nothing is shared at this address"), h("p", {}, why));
