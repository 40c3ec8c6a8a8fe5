import type { Run } from "../../api/types.ts";
import { h, type Child } from "../../dom/element.ts";
import { count, moment } from "../../dom/format.ts";
import type { Panel, RunContext } from "../panel.ts";
import { facts } from "./settingsPanel.ts";

const hash = (value: string | null): Child =>
  value === null ? "–" : h("code", { title: value, class: "hash" }, value.slice(0, 12));

const sentence = (reason: string) => {
  const words = reason.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function entries(run: Run): [string, Child][] {
  const { provenance } = run;
  const kept = (value: number | null) => (value === null ? "–" : count(value));
  const dropped = Object.entries(provenance.dropped).filter(([, value]) => value > 0);
  return [
    ["Run", h("code", {}, run.id)],
    ["Launched", moment(run.createdAt)],
    ["Examples kept", `${kept(provenance.train)} train, ${kept(provenance.test)} test`],
    ...dropped.map(([reason, value]): [string, Child] => [`Dropped: ${sentence(reason)}`, count(value)]),
    ["Model SHA-256", hash(provenance.modelSha256)],
    ["Tokenizer SHA-256", hash(provenance.tokenizerSha256)],
    ["Data SHA-256", hash(provenance.dataSha256)],
    ["Device", provenance.device ?? "–"],
    ...Object.entries(provenance.versions).map(([name, value]): [string, Child] => [name, value]),
  ];
}

/** What made the result. */
export const panel: Panel<RunContext> = {
  title: "Provenance",
  order: 60,
  place: "side",
  mount(host, { run, signal }) {
    const body = h("div");
    host.append(h("div", { class: "card-head" }, h("h2", {}, "Provenance")), body);
    let drawn = "";
    run.watch(signal, (now) => {
      const key = JSON.stringify(now.provenance);
      if (key !== drawn) {
        drawn = key;
        body.replaceChildren(facts(entries(now)));
      }
    });
  },
};
