import type { Run } from "../../api/types.ts";
import { facts } from "../../dom/controls.ts";
import { type Child, h } from "../../dom/element.ts";
import { count, figure, moment, percent } from "../../dom/format.ts";
import { DROP_REASONS } from "../../dom/names.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

type Entry = readonly [string, Child];
type Provenance = NonNullable<Run["provenance"]>;

const hash = (value: string): Child => h("code", { title: value, class: "hash" }, value.slice(0, 12));

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const VERSION_NAMES: Readonly<Record<string, string>> = {
  mixlab: "Mixlab",
  djl: "DJL",
  pytorch: "PyTorch",
  java: "Java",
};

/** Examples left out of both splits, by reason. */
export function droppedExamples({ droppedTrain, droppedTest }: Provenance["counts"]): Entry[] {
  const reasons = [...new Set([...Object.keys(droppedTrain), ...Object.keys(droppedTest)])];
  return reasons
    .map((reason) => ({ reason, pairs: (droppedTrain[reason] ?? 0) + (droppedTest[reason] ?? 0) }))
    .filter(({ pairs }) => pairs > 0)
    .map(({ reason, pairs }) => [
      `Left out: ${DROP_REASONS[reason] ?? reason.replaceAll("_", " ")}`,
      count(pairs),
    ]);
}

/** What a fitted head was fitted on, and what became of it. */
function headEntries(head: Provenance["fittedHead"]): Entry[] {
  if (head === null) {
    return [];
  }
  const { model, train, heldOut, leftOut, inTest } = head;
  return [
    ["Model with its head", h("a", { href: `/models/${encodeURIComponent(model)}` }, h("code", {}, model))],
    ["Held-out accuracy of the head", percent(head.heldOutAccuracy)],
    ["Held-out loss of the head", figure(head.heldOutLoss)],
    ["Sentences for the head", `${count(train)} to train on, ${count(heldOut)} held out`],
    ["Left out of them", `${count(leftOut)} not usable, ${count(inTest)} of the test split`],
    ["SHA-256 of these sentences", hash(head.textSha256)],
    ["SHA-256 of that model", hash(head.sha256)],
  ];
}

function details({ seeds, hashes, counts, environment, fittedHead }: Provenance): Entry[] {
  const { versions, device, threads } = environment;
  return [
    ["Examples kept", `${count(counts.train)} train, ${count(counts.test)} test`],
    ...droppedExamples(counts),
    ...Object.entries(seeds).map(([use, seed]): Entry => [`Seed of ${use}`, String(seed)]),
    ...headEntries(fittedHead),
    ["Model SHA-256", hash(hashes.model)],
    ["Tokenizer SHA-256", hash(hashes.tokenizer)],
    ["Data SHA-256", hash(hashes.data)],
    ["Device", `${device.replace("()", "")}, ${count(threads)} ${threads === 1 ? "thread" : "threads"}`],
    ...Object.entries(versions).map(([name, value]): Entry => [VERSION_NAMES[name] ?? sentence(name), value]),
  ];
}

function entries(run: Run): Entry[] {
  return [
    ["Run", h("code", {}, run.id)],
    ["Launched", moment(run.createdAt)],
    ...(run.provenance === null ? [] : details(run.provenance)),
  ];
}

/** The provenance of the result: seeds, hashes, counts and versions. */
export const panel: Panel<RunContext> = {
  title: "Provenance",
  order: 60,
  place: "side",
  mount(host, { run, signal }) {
    const body = h("div");
    const pending = h("p", { class: "hint" }, "The rest is recorded once the data is prepared.");
    host.append(h("div", { class: "card-head" }, h("h2", {}, "Provenance")), body);
    let provenanceKey = "";
    run.watch(signal, (now) => {
      const key = JSON.stringify(now.provenance);
      if (key !== provenanceKey) {
        provenanceKey = key;
        body.replaceChildren(facts(entries(now)), ...(now.provenance === null ? [pending] : []));
      }
    });
  },
};
