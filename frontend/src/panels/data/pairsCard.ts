import { get } from "../../api/client.ts";
import type { DataSet, Pair } from "../../api/types.ts";
import { h } from "../../dom/element.ts";
import { count } from "../../dom/format.ts";
import { paradigmName } from "../../dom/names.ts";
import { errorNotice, loading, select } from "../../dom/parts.ts";
import type { DataView } from "../../state/dataView.ts";
import { Latest } from "../../state/latest.ts";
import type { Visit } from "../../state/page.ts";
import { cueEditor } from "./cueEditor.ts";
import { cueSwitches, pairText } from "./pairText.ts";
import { pairList } from "./reportView.ts";

const PAGE = 50;

/** The pairs of a data set, page by page, and the form that corrects their cues, which is open while the view says so. */
export function pairsWithEditor(set: DataSet, visit: Visit<DataView>): HTMLElement[] {
  const { view, change, signal, go } = visit;
  const single = new Map<string, readonly number[]>();
  const editor = cueEditor(set, single, (id) => go(`/data/${encodeURIComponent(id)}`), signal);
  const list = h("div", {}, loading(6));
  const text = (pair: Pair): HTMLElement => {
    const cues = single.get(pair.id) ?? pair.cues;
    return view.value.edit === undefined
      ? pairText(pair, cues)
      : cueSwitches(pair, cues, (chosen) => {
          if (chosen.join() === pair.cues.join()) {
            single.delete(pair.id);
          } else {
            single.set(pair.id, chosen);
          }
          editor.noteSingle();
        });
  };
  const latest = new Latest(signal);
  const read = () => {
    const { search, paradigm, split, page } = view.value;
    const half = split === "train" || split === "test" ? split : undefined;
    latest.run(
      (wanted) =>
        get("/data/{dataId}/pairs", {
          path: { dataId: set.id },
          query: {
            offset: ((page ?? 1) - 1) * PAGE,
            limit: PAGE,
            ...(search === "" ? {} : { search }),
            ...(paradigm === undefined ? {} : { paradigm }),
            ...(half === undefined ? {} : { split: half }),
          },
          signal: wanted,
        }),
      ({ items, total }) => list.replaceChildren(pairList(items, text), pager(total, visit)),
      (error) => list.replaceChildren(errorNotice(error, read)),
    );
  };
  view.watch(signal, ({ edit }) => {
    editor.element.hidden = edit === undefined;
    read();
  });
  return [
    editor.element,
    h(
      "section",
      { class: "card padded", "aria-label": "Pairs" },
      h("h2", {}, "Pairs"),
      filters(set, visit, change),
      list,
    ),
  ];
}

function filters(set: DataSet, { view }: Visit<DataView>, change: Visit<DataView>["change"]): HTMLElement {
  const { value } = view;
  const search = h("input", {
    type: "search",
    class: "input",
    placeholder: "Search",
    "aria-label": "Search the pairs",
    value: value.search,
  });
  search.addEventListener("change", () =>
    change({ search: search.value.trim(), page: undefined }, "replace"),
  );
  return h(
    "div",
    { class: "input-row" },
    search,
    select(
      "Paradigm",
      [
        { value: "", label: "All paradigms" },
        ...set.paradigms.map(({ paradigm }) => ({ value: paradigm, label: paradigmName(paradigm) })),
      ],
      value.paradigm ?? "",
      (chosen) => change({ paradigm: chosen === "" ? undefined : chosen, page: undefined }, "replace"),
    ),
    select(
      "Split",
      [
        { value: "", label: "Both splits" },
        { value: "train", label: "train" },
        { value: "test", label: "test" },
      ],
      value.split ?? "",
      (chosen) => change({ split: chosen === "" ? undefined : chosen, page: undefined }, "replace"),
    ),
  );
}

function pager(total: number, { view, change }: Visit<DataView>): HTMLElement {
  const page = view.value.page ?? 1;
  const last = Math.max(1, Math.ceil(total / PAGE));
  const step = (by: number, label: string) =>
    h(
      "button",
      {
        type: "button",
        class: "button small",
        disabled: page + by < 1 || page + by > last,
        on: { click: () => change({ page: page + by === 1 ? undefined : page + by }, "replace") },
      },
      label,
    );
  const first = total === 0 ? 0 : (page - 1) * PAGE + 1;
  return h(
    "div",
    { class: "pairs-pager" },
    step(-1, "Previous"),
    h(
      "span",
      { class: "hint" },
      `${count(first)} to ${count(Math.min(page * PAGE, total))} of ${count(total)}`,
    ),
    step(1, "Next"),
  );
}
