import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { segmented, select } from "../../dom/parts.ts";
import {
  GROUP_ORDERS,
  type GroupName,
  type GroupOrder,
  GROUPS,
  ORDERS,
  type OrderName,
  STATES,
} from "../../state/runs/runsView.ts";
import { hasAccounts, session } from "../../state/session.ts";
import type { Filters } from "./runFilters.ts";

const PAUSE = 250;

const searchInput = (owned: boolean): HTMLInputElement =>
  h("input", {
    type: "search",
    class: "input",
    placeholder: owned ? "Search name, owner, tags, …" : "Search name, tags, notes, …",
    title: `Searches name, tags, notes, model, data${owned ? ", owner" : ""} and seed`,
    "aria-label": "Search runs",
  });

/** Search, state and order, which always stand above the list. */
export function listBar({ view, change, signal }: Filters): HTMLElement {
  const owned = hasAccounts(session.value);
  const search = searchInput(owned);
  let timer: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ search: search.value, offset: 0 }, "replace"), PAUSE);
  });
  const states = STATES.map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
  }));
  const state = segmented("State", states, (chosen) => change({ state: chosen, offset: 0 }));
  const orders = (Object.keys(ORDERS) as OrderName[])
    .filter((value) => owned || value !== "owner")
    .map((value) => ({ value, label: ORDERS[value].label }));
  const sort = select<OrderName>("Order", orders, view.value.sort, (chosen) =>
    change({ sort: chosen, offset: 0 }),
  );
  const groupOrders = (Object.keys(GROUP_ORDERS) as GroupOrder[]).map((value) => ({
    value,
    label: GROUP_ORDERS[value].label,
  }));
  const groupSort = select<GroupOrder>("Order of the groups", groupOrders, view.value.groups, (chosen) =>
    change({ groups: chosen, offset: 0 }),
  );
  const keys = (Object.keys(GROUPS) as GroupName[]).map((value) => ({
    value,
    label: `By ${GROUPS[value].toLowerCase()}`,
  }));
  const by = select<GroupName | "">(
    "Group by",
    [{ value: "", label: "Not grouped" }, ...keys],
    "",
    (chosen) => change({ by: chosen === "" ? undefined : chosen, offset: 0 }),
  );
  view.watch(signal, (now) => {
    state.show(now.state);
    sort.value = now.sort;
    groupSort.value = now.groups;
    by.value = now.by ?? "";
    sort.hidden = now.by !== undefined;
    groupSort.hidden = now.by === undefined;
    if (document.activeElement !== search) {
      search.value = now.search;
    }
  });
  return h(
    "div",
    { class: "run-bar" },
    h("div", { class: "with-icon run-search" }, icon("search"), search),
    h("div", { class: "scroll-x" }, state.element),
    by,
    sort,
    groupSort,
  );
}
