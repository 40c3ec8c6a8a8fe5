import { get, post, remove } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { Account, AccountToken, Role } from "../../api/types.ts";
import { cardTable } from "../../dom/cardTable.ts";
import { labelled } from "../../dom/controls.ts";
import { type Child, h } from "../../dom/element.ts";
import { ago, moment } from "../../dom/format.ts";
import { formCard, textField } from "../../dom/formCard.ts";
import { confirm, errorNotice, loading, select, toast } from "../../dom/parts.ts";
import { Latest } from "../../state/latest.ts";
import { ROLE_NAMES, rolesUpTo } from "../../state/session.ts";
import { secretDialog } from "./invitationDialog.ts";

const DAYS = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "a year" },
  { value: "", label: "no end" },
] as const;

type Days = (typeof DAYS)[number]["value"];

/** The personal tokens of an account, with which scripts and notebooks act for it, and the form for another one. */
export function tokensCard(account: Account, signal: AbortSignal): HTMLElement {
  const table = h("div", {}, h("div", { class: "card" }, loading(3)));
  const latest = new Latest(signal);
  const read = () =>
    latest.run(
      (stop) => get("/account/tokens", { signal: stop }),
      (tokens) => table.replaceChildren(tokenTable(tokens, read)),
      (error) => table.replaceChildren(errorNotice(error, read)),
    );
  read();
  return h("div", { class: "people-column" }, table, newTokenCard(account, read));
}

const tokenTable = (tokens: readonly AccountToken[], changed: () => void): HTMLElement =>
  cardTable(
    "Personal tokens",
    [
      ["Name", "text"],
      ["May do", "text"],
      ["Made", "text"],
      ["Ends", "text"],
      ["Last used", "text"],
      ["", "text"],
    ],
    tokens.map((token) => row(token, changed)),
    "With a token, scripts and notebooks use this server for you.",
  );

const time = (at: string): HTMLElement => h("time", { datetime: at, title: moment(at) }, ago(at));

function row(token: AccountToken, changed: () => void): Child[] {
  const { id, name, role, createdAt, expiresAt, usedAt } = token;
  const over = expiresAt !== null && new Date(expiresAt).getTime() < Date.now();
  const revoke = h(
    "button",
    {
      type: "button",
      class: "button small danger",
      on: { click: () => void askAndRevoke(id, name, changed) },
    },
    "Revoke",
  );
  return [
    name,
    ROLE_NAMES[role],
    time(createdAt),
    expiresAt === null
      ? h("span", { class: "muted" }, "no end")
      : h("span", { title: moment(expiresAt) }, over ? "has ended" : moment(expiresAt)),
    usedAt === null ? h("span", { class: "muted" }, "never") : time(usedAt),
    h("div", { class: "actions account-actions" }, revoke),
  ];
}

async function askAndRevoke(tokenId: string, name: string, changed: () => void): Promise<void> {
  const text = "Programs that use it are refused from now on. This cannot be undone.";
  if (await confirm(`Revoke the token “${name}”?`, text, "Revoke", "Keep it")) {
    await remove("/account/tokens/{tokenId}", { tokenId }).catch((error: unknown) => toast(messageOf(error)));
    changed();
  }
}

function newTokenCard(account: Account, changed: () => void): HTMLElement {
  const name = textField("Name", { required: true, maxlength: 100 }, "What it is for, such as a notebook");
  let role: Role = account.role === "viewer" ? "viewer" : "member";
  let days: Days = "90";
  const roles = select<Role>(
    "May do",
    rolesUpTo(account.role).map((value) => ({ value, label: ROLE_NAMES[value] })),
    role,
    (chosen) => (role = chosen),
  );
  const ends = select<Days>("Ends after", DAYS, days, (chosen) => (days = chosen));
  roles.value = role;
  ends.value = days;
  const fields = [
    name.element,
    h("div", { class: "form-row" }, labelled("May do", roles), labelled("Ends after", ends)),
  ];
  return formCard("New token", fields, "Create", async () => {
    const request = { name: name.input.value, role };
    const { secret } = await post(
      "/account/tokens",
      days === "" ? request : { ...request, days: Number(days) },
    );
    name.input.value = "";
    changed();
    secretDialog(
      "Your new token",
      "Copy it now: it is not shown again. The Python client reads it from MIXLAB_TOKEN; other programs send it as Authorization: Bearer.",
      secret,
    );
  });
}
