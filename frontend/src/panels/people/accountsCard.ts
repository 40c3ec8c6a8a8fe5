import { patch, post, remove } from "../../api/client.ts";
import { messageOf } from "../../api/problem.ts";
import type { Account, Role } from "../../api/types.ts";
import { cardTable } from "../../dom/cardTable.ts";
import { type Child, h } from "../../dom/element.ts";
import { ago, moment } from "../../dom/format.ts";
import { confirm, select, toast } from "../../dom/parts.ts";
import { ROLE_NAMES, ROLES, session } from "../../state/session.ts";
import { showInvitation } from "./invitationDialog.ts";

/** The table of all accounts, in which an administrator changes them. */
export function accountsCard(accounts: readonly Account[], changed: () => void): HTMLElement {
  return cardTable(
    "Accounts",
    [
      ["Name", "text"],
      ["Signs in as", "text"],
      ["Role", "text"],
      ["Last seen", "text"],
      ["", "text"],
    ],
    accounts.map((account) => row(account, changed)),
    "There are no accounts.",
  );
}

const isOwn = ({ id }: Account): boolean => session.value?.account?.id === id;

function row(account: Account, changed: () => void): Child[] {
  const marks = [
    isOwn(account) ? h("span", { class: "badge" }, "you") : null,
    account.disabled ? h("span", { class: "badge caution" }, "disabled") : null,
    !account.hasPassword && account.issuer === null ? h("span", { class: "badge" }, "invited") : null,
  ];
  return [
    h("span", { class: "account-name" }, account.displayName, ...marks),
    h("span", {}, h("code", {}, account.name), account.issuer === null ? null : " (organisation)"),
    roleSelect(account, changed),
    account.seenAt === null
      ? h("span", { class: "muted" }, "never")
      : h("time", { datetime: account.seenAt, title: moment(account.seenAt) }, ago(account.seenAt)),
    h("div", { class: "actions account-actions" }, ...actions(account, changed)),
  ];
}

function roleSelect(account: Account, changed: () => void): HTMLElement {
  const choices = ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));
  const element = select<Role>(`Role of ${account.displayName}`, choices, account.role, (role) =>
    settle(patch("/accounts/{accountId}", { role }, { path: { accountId: account.id } }), changed),
  );
  element.value = account.role;
  return element;
}

function actions(account: Account, changed: () => void): HTMLElement[] {
  const path = { accountId: account.id };
  const button = (text: string, kind: string, act: () => void) =>
    h("button", { type: "button", class: `button small ${kind}`, on: { click: act } }, text);
  const invite = button(account.hasPassword ? "New password" : "Invite again", "", () =>
    settle(post("/accounts/{accountId}/invitation", undefined, { path }).then(showInvitation), changed),
  );
  const disable = button(account.disabled ? "Enable" : "Disable", "", () =>
    settle(patch("/accounts/{accountId}", { disabled: !account.disabled }, { path }), changed),
  );
  const drop = button("Delete", "danger", () => void askAndDelete(account, changed));
  return [...(account.issuer === null ? [invite] : []), disable, drop];
}

async function askAndDelete(account: Account, changed: () => void): Promise<void> {
  const text = `${account.displayName} can no longer sign in, and their tokens stop working. Their runs, shares, models and data stay.`;
  if (await confirm(`Delete the account ${account.name}?`, text, "Delete", "Keep it")) {
    settle(remove("/accounts/{accountId}", { accountId: account.id }), changed);
  }
}

/** Shows the accounts as they are after a change; a refusal is said. */
function settle(change: Promise<unknown>, changed: () => void): void {
  change.catch((error: unknown) => toast(messageOf(error))).finally(changed);
}
