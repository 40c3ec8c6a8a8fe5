import type { SentenceAnalysis } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { figure, points } from "../../dom/format.ts";
import { namesOf, type PlaygroundScene } from "../../figures/playground/playgroundScene.ts";
import { chartHelp } from "../../help/helpLink.ts";
import type { Panel } from "../panel.ts";
import type { PlaygroundContext } from "./playgroundContext.ts";

type Candidate = SentenceAnalysis["predictions"][number];

/** The probability of a candidate as a bar with its number. */
function bar({ text, probability }: Candidate, mark: string | undefined): HTMLElement {
  const fill = h("span", { class: "playground-bar-fill", style: `width:${(100 * probability).toFixed(2)}%` });
  return h(
    "li",
    { class: mark === undefined ? "playground-candidate" : "playground-candidate marked" },
    h("span", { class: "playground-token", dir: "auto" }, text),
    h("span", { class: "playground-bar", "aria-hidden": "true" }, fill),
    h("span", { class: "number" }, figure(probability)),
    h("span", { class: "hint" }, mark ?? ""),
  );
}

/** The candidates at the target: the two that are contrasted, and the most probable ones. */
function predictions({ good, bad, predictions: top }: SentenceAnalysis): HTMLElement {
  if (good === null || bad === null) {
    return h(
      "p",
      { class: "figure-empty" },
      "This model has no masked-LM head, so it predicts no words. Its maps are below.",
    );
  }
  const marks = new Map([
    [good.id, "explained"],
    [bad.id, "contrast"],
  ]);
  const missing = [good, bad].filter(({ id }) => !top.some((one) => one.id === id));
  return h(
    "ol",
    { class: "playground-candidates" },
    ...[...top, ...missing].map((one) => bar(one, marks.get(one.id))),
  );
}

const probability = (candidate: Candidate) => `p(${candidate.text}) = ${figure(candidate.probability)}`;

/** The answer in one sentence. */
function answer({ good, bad }: SentenceAnalysis): string {
  return good === null || bad === null ? "" : `${probability(good)}, ${probability(bad)}`;
}

/** How the probability of the explained word differs between the two. */
function change({ own, other }: PlaygroundScene): string {
  const [one, two] = [own.analysis.good, other?.analysis.good ?? null];
  return one === null || two === null || one.text !== two.text
    ? ""
    : `p(${one.text}) differs by ${points(one.probability - two.probability)} percentage points.`;
}

/** What the model predicts at the target. */
export const panel: Panel<PlaygroundContext> = {
  title: "Prediction at the target",
  order: 20,
  place: "wide",
  mount(host, { scene, signal }) {
    const body = h("div", { class: "playground-predictions" });
    const line = h("p", { class: "readout", "aria-live": "polite" });
    host.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "Prediction at the target"),
        h("div", { class: "head-tools" }, chartHelp("playground-prediction")),
      ),
      line,
      body,
    );
    scene.watch(signal, (now) => {
      if (now === undefined) {
        return;
      }
      const sides = [now.own, ...(now.other === undefined ? [] : [now.other])];
      const names = namesOf(now);
      line.textContent = change(now);
      body.replaceChildren(
        ...sides.map(({ analysis }, place) =>
          h(
            "section",
            {},
            sides.length > 1 && h("h3", {}, names[place] ?? ""),
            h("p", { class: "playground-answer" }, answer(analysis)),
            predictions(analysis),
          ),
        ),
      );
    });
  },
};
