import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead } from "../dom/parts.ts";
import { type PlaygroundScene, readScene } from "../figures/playground/playgroundScene.ts";
import { mountPanels } from "../panels/panel.ts";
import type { PlaygroundContext } from "../panels/playground/playgroundContext.ts";
import { playgroundPanels } from "../panels/playground/playgroundPanels.ts";
import { Answers, follow } from "../state/answers.ts";
import { definePage, type Visit } from "../state/page.ts";
import {
  EDITABLE_IN_SHARE,
  type PlaygroundView,
  readPlaygroundView,
  writePlaygroundView,
} from "../state/playground/playgroundView.ts";
import { Store } from "../state/store.ts";
import "./playgroundPage.css";

const LEAD = "Type any sentence and see what a model predicts, and which words each of its layers mixes.";

/** Any sentence with any model and any method. */
export const playgroundPage = definePage<PlaygroundView>({
  section: "playground",
  read: readPlaygroundView,
  write: writePlaygroundView,
  samePage: () => true,
  editableInShare: EDITABLE_IN_SHARE,
  mount(host, visit) {
    visit.title("Playground");
    const body = h("div", { class: "playground-body" }, h("div", { class: "card" }, loading(4)));
    host.append(h("div", { class: "page results-page" }, pageHead("Playground", LEAD), body));
    const answers = new Answers(visit.signal);
    const open = () => {
      Promise.all([answers.read("/methods"), visit.readOnly ? [] : answers.read("/models")]).then(
        ([methods, models]) => {
          const scene = new Store<PlaygroundScene | undefined>(undefined);
          const { view, change, readOnly, signal } = visit;
          mount(body, { methods, models, view, change, scene, readOnly, signal }, answers, visit);
        },
        (error: unknown) =>
          visit.signal.aborted ? undefined : body.replaceChildren(errorNotice(error, open)),
      );
    };
    open();
  },
});

function mount(
  body: HTMLElement,
  context: PlaygroundContext,
  answers: Answers,
  visit: Visit<PlaygroundView>,
): void {
  const { view, scene, methods, signal } = context;
  const fault = h("div", { class: "results-fault" });
  body.replaceChildren();
  mountPanels(playgroundPanels, context, ({ title }) => {
    const host = h("section", { class: "card padded", "aria-label": title });
    body.append(host, ...(body.childElementCount === 1 ? [fault] : []));
    return host;
  });
  follow(view, signal, {
    key: (now) => JSON.stringify(now),
    read: (now) => readScene(answers, now, methods),
    show: (now) => {
      fault.replaceChildren();
      body.removeAttribute("aria-busy");
      scene.set(now);
      visit.title(`Playground: ${now.own.analysis.words.map(({ text }) => text).join(" ")}`.slice(0, 180));
    },
    failed: (error, again) => {
      body.removeAttribute("aria-busy");
      fault.replaceChildren(errorNotice(error, again));
    },
    busy: () => body.setAttribute("aria-busy", "true"),
  });
}
