import { h, type Child } from "../../dom/element.ts";
import { count, figure, percent } from "../../dom/format.ts";
import type { Panel, RunContext } from "../panel.ts";

/** A table of names and values. */
export function facts(entries: readonly (readonly [string, Child])[]): HTMLElement {
  const rows = entries.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  return h("dl", { class: "facts" }, ...rows);
}

/** What the run was asked to do. */
export const panel: Panel<RunContext> = {
  title: "Settings",
  order: 50,
  place: "side",
  mount(host, { run }) {
    const { modelId, dataId, examples, fineTuning, methods } = run.value.spec;
    host.append(
      h("div", { class: "card-head" }, h("h2", {}, "Settings")),
      facts([
        ["Model", h("code", {}, modelId)],
        ["Data", h("code", {}, dataId)],
        ["Examples", examples === null ? "all of each half" : `at most ${count(examples)} of each half`],
        ["Learning rate", figure(fineTuning.learningRate)],
        ["Warm-up", `${percent(fineTuning.warmUp, 0)} of the steps`],
        ["Epochs", String(fineTuning.epochs)],
        ["Batch size", String(fineTuning.batchSize)],
        ["Seed", String(fineTuning.seed)],
        [
          "Scored with",
          h("span", {}, ...methods.flatMap((method, place) => [place > 0 && ", ", h("code", {}, method)])),
        ],
      ]),
    );
  },
};
