import { h } from "../../dom/element.ts";
import { timeOfDay } from "../../dom/format.ts";
import { runLog } from "../../figures/run/runLog.ts";
import type { Panel } from "../panel.ts";
import type { RunContext } from "./runContext.ts";

/** The log of the run. */
export const panel: Panel<RunContext> = {
  title: "Log",
  order: 40,
  place: "main",
  mount(host, { run, log, signal }) {
    const list = h("ol", { class: "log", tabindex: 0, "aria-label": "Log" });
    host.append(h("div", { class: "card-head" }, h("h2", {}, "Log")), list);
    let linesKey = "";
    const draw = () => {
      const lines = runLog(run.value, log.value);
      const key = lines.map(({ text }) => text).join("\n");
      if (key !== linesKey) {
        const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 8;
        linesKey = key;
        list.replaceChildren(
          ...lines.map(({ time, text, kind }) =>
            h("li", { class: kind }, h("time", { datetime: time }, timeOfDay(time)), h("span", {}, text)),
          ),
        );
        if (atEnd) {
          list.scrollTop = list.scrollHeight;
        }
      }
    };
    run.watch(signal, draw);
    log.changes(signal, draw);
  },
};
