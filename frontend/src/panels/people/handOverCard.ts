import { post } from "../../api/client.ts";
import type { Account, HandedOver, RunChoices } from "../../api/types.ts";
import { labelled } from "../../dom/controls.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { formCard } from "../../dom/formCard.ts";
import { type Choice, confirm, select, toast } from "../../dom/parts.ts";
import { ownerName } from "../../state/runs/ownerName.ts";
import { NOBODY } from "../../state/runs/runsView.ts";

/** Who may own something so far: the accounts, those deleted that runs still name, and nobody. */
export function ownersSoFar(
  accounts: readonly Account[],
  owners: RunChoices["owners"],
): readonly Choice<string>[] {
  const known = new Set(accounts.map(({ id }) => id));
  const deleted = owners.filter(({ value }) => value !== NOBODY && !known.has(value));
  return [
    { value: NOBODY, label: "Nobody (made without accounts)" },
    ...accounts.map(({ id, displayName, name }) => ({ value: id, label: `${displayName} (${name})` })),
    ...deleted.map(({ value, name }) => ({ value, label: ownerName({ id: value, displayName: name }) })),
  ];
}

/** Who may own something from now on. */
export const newOwners = (accounts: readonly Account[]): readonly Choice<string>[] =>
  accounts
    .filter(({ role, disabled }) => role !== "viewer" && !disabled)
    .map(({ id, displayName, name }) => ({ value: id, label: `${displayName} (${name})` }));

/** What has another owner now, in a sentence. */
export function handedOverWords({ runs, sweeps, shares, dataSets, models }: HandedOver): string {
  const kinds = [
    [runs, "run", "runs"],
    [sweeps, "sweep", "sweeps"],
    [shares, "share", "shares"],
    [dataSets, "data set", "data sets"],
    [models, "model", "models"],
  ] as const;
  const parts = kinds
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${count(number)} ${number === 1 ? one : many}`);
  return parts.length === 0 ? "There was nothing to hand over." : `Handed over: ${parts.join(", ")}.`;
}

/** The form with which an administrator gives all that somebody owns to somebody else. */
export function handOverCard(accounts: readonly Account[], owners: RunChoices["owners"]): HTMLElement {
  const givers = ownersSoFar(accounts, owners);
  const takers = newOwners(accounts);
  let from = NOBODY;
  let to = takers[0]?.value ?? "";
  const giver = select("Owner so far", givers, from, (chosen) => (from = chosen));
  const taker = select("New owner", takers, to, (chosen) => (to = chosen));
  const labelOf = (choices: readonly Choice<string>[], value: string) =>
    choices.find((choice) => choice.value === value)?.label ?? value;
  return formCard(
    "Hand over",
    [
      h("p", { class: "hint" }, "All runs, sweeps, shares, models and data sets of one owner go to another."),
      labelled("Owner so far", giver),
      labelled("New owner", taker),
    ],
    "Hand over",
    async () => {
      const text = `Everything that belongs to ${labelOf(givers, from)} will belong to ${labelOf(takers, to)}.`;
      if (from === to) {
        throw new Error("The owner so far and the new owner are the same.");
      }
      if (await confirm("Hand everything over?", text, "Hand over", "Keep it")) {
        toast(handedOverWords(await post("/owners", { from, to })));
      }
    },
  );
}
