import { h } from "../../dom/element.ts";
import { targetReading, targetTitle } from "../../figures/sentence/captions.ts";
import { chartHelp } from "../../help/helpLink.ts";
import { Store } from "../../state/store.ts";
import type { Panel } from "../panel.ts";
import type { SentenceContext } from "./sentenceContext.ts";
import { targetBlock } from "./targetBlock.ts";

/** Reads the cell under the pointer or the cursor, where no large map does. */
function readout({ picture, otherPicture, hover, signal }: SentenceContext): HTMLElement {
  const line = h("p", { class: "target-reading", "aria-live": "polite" });
  const write = () => {
    const methods = [picture.value, otherPicture.value].flatMap((one) => one ?? []);
    const cell = hover.value;
    line.hidden = picture.value?.whole !== false;
    line.textContent =
      cell?.layer === undefined
        ? "Point at a cell or use the arrow keys to read its value."
        : targetReading(methods, cell.layer, cell.column);
  };
  picture.watch(signal, write);
  otherPicture.changes(signal, write);
  hover.changes(signal, write);
  return line;
}

/** The target's row in every layer, by one method or by two side by side. */
export const panel: Panel<SentenceContext> = {
  title: "Contributions to the target",
  order: 30,
  place: "main",
  mount(host, context) {
    const { picture, otherPicture, signal } = context;
    const alone = new Store(true);
    otherPicture.watch(signal, (now) => alone.set(now === undefined));
    const first = targetBlock(context, picture, alone);
    const second = targetBlock(context, otherPicture, alone);
    const secondMenu = h("div", { class: "second-menu" }, second.menu);
    second.element.append(secondMenu);
    const blocks = h("div", { class: "target-blocks" }, first.element, second.element);
    alone.watch(signal, (now) => {
      second.element.hidden = now;
      blocks.classList.toggle("two", !now);
    });
    const title = h("h2");
    const chosen = h("li", {}, h("span", { class: "key chosen" }), "layer shown enlarged");
    const key = h(
      "ul",
      { class: "curve-legend" },
      h("li", {}, h("span", { class: "key cue" }), "cue"),
      chosen,
    );
    const describe = () => {
      const now = picture.value;
      title.textContent =
        now === undefined ? "" : alone.value ? targetTitle(now) : "The target's row, by two methods";
      chosen.hidden = now?.whole === false;
    };
    picture.watch(signal, describe);
    alone.changes(signal, describe);
    host.append(
      h(
        "div",
        { class: "card-head" },
        title,
        h("div", { class: "head-tools" }, key, first.menu, chartHelp("target-row")),
      ),
      readout(context),
      blocks,
    );
  },
};
