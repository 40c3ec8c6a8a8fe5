import { get, post } from "../api/client.ts";
import { messageOf, RequestError } from "../api/problem.ts";
import type { DataSet, Evaluation, LaunchRequest, Method, Model, SweepRequest } from "../api/types.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead, toast } from "../dom/parts.ts";
import type { EstimateState, LaunchContext } from "../panels/launch/launchContext.ts";
import { launchPanels } from "../panels/launch/launchPanels.ts";
import { bareHost, mountPanels } from "../panels/panel.ts";
import { Latest } from "../state/latest.ts";
import { type Faults, requestOf } from "../state/launch/launchRequest.ts";
import { offeredEvaluations } from "../state/launch/offered.ts";
import { type LaunchView, readLaunchView, writeLaunchView } from "../state/launch/launchView.ts";
import { isSweep, sweepOf } from "../state/launch/sweepRequest.ts";
import { definePage, type Visit } from "../state/page.ts";
import { Store } from "../state/store.ts";
import "./launchPage.css";

interface FormLists {
  readonly models: Model[];
  readonly data: DataSet[];
  readonly methods: Method[];
  readonly evaluations: Evaluation[];
}

/** The form that launches a run. Its values stand in the address, so a filled form can be passed on. */
export const launchPage = definePage<LaunchView>({
  section: "launch",
  read: readLaunchView,
  write: writeLaunchView,
  samePage: () => true,
  mount(host, visit) {
    visit.title("Launch");
    const body = h("div");
    const lead =
      "Fine-tune a model on the train split, score how it mixes context in every test sentence before and after fine-tuning, and evaluate the scores.";
    host.append(h("div", { class: "page" }, pageHead("Launch a run", lead), body));
    const { signal } = visit;
    const open = () => {
      body.replaceChildren(h("div", { class: "card" }, loading(8)));
      Promise.all([
        get("/models", { signal }),
        get("/data", { signal }),
        get("/methods", { signal }),
        get("/evaluations", { signal }),
      ]).then(
        ([models, data, methods, evaluations]) =>
          body.replaceChildren(launchForm({ models, data, methods, evaluations }, visit)),
        (error: unknown) => (signal.aborted ? undefined : body.replaceChildren(errorNotice(error, open))),
      );
    };
    open();
  },
});

/** Chooses the first model and data set where the address names none that there is. */
function fillIn({ models, data }: FormLists, { view, change }: Visit<LaunchView>): void {
  const model = models.find(({ id }) => id === view.value.model) ?? models[0];
  const set = data.find(({ id }) => id === view.value.data) ?? data[0];
  change({ model: model?.id ?? "", data: set?.id ?? "" }, "replace");
}

function launchForm(offered: FormLists, visit: Visit<LaunchView>): HTMLElement {
  fillIn(offered, visit);
  const main = h("div", { class: "launch-parts" });
  const form = h("form", { class: "launch", novalidate: true }, main);
  const context: LaunchContext = {
    form,
    launch: () => launch(context, visit),
    view: visit.view,
    change: visit.change,
    models: offered.models,
    data: new Store<readonly DataSet[]>(offered.data),
    methods: offered.methods,
    evaluations: offered.evaluations,
    faults: new Store<Faults>(new Map<string, string>()),
    estimate: new Store<EstimateState>({ kind: "waiting" }),
    signal: visit.signal,
  };
  mountPanels(launchPanels, context, (panel) => {
    const host = bareHost(panel);
    (panel.place === "main" ? main : form).append(host);
    return host;
  });
  estimates(context);
  return form;
}

/** Faults of an answer that refuses the form, by input; a fault without an input stays in the message alone. */
function faultsOf(error: unknown): Faults {
  return new Map(
    error instanceof RequestError
      ? error.broken.map(({ input, rule }) => [input.replace(/^run\./u, ""), rule])
      : [],
  );
}

/** The request that the form stands for, without evaluations that cannot be made of its data. */
const formRequest = ({ view, methods, evaluations, data, models }: LaunchContext) =>
  requestOf(view.value, methods, offeredEvaluations(evaluations, data.value, view.value.data), models);

/** What the form launches: a run, or a sweep that contains it. */
function launchOf(context: LaunchContext): { request: LaunchRequest; sweep?: SweepRequest; faults: Faults } {
  const { request, faults } = formRequest(context);
  const view = context.view.value;
  if (!isSweep(view)) {
    return { request, faults };
  }
  const sweep = sweepOf(view, request, context.models);
  return { request, sweep: sweep.request, faults: new Map([...faults, ...sweep.faults]) };
}

/** Requests a new estimate when the form has not changed for a moment. */
function estimates(context: LaunchContext): void {
  const { view, data, faults, estimate, signal } = context;
  const latest = new Latest(signal);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let requestKey = "";
  const ask = () => {
    const { request, sweep, faults: own } = launchOf(context);
    const key = JSON.stringify(sweep ?? request);
    if (own.size === 0 && key === requestKey) {
      return;
    }
    requestKey = own.size === 0 ? key : "";
    clearTimeout(pause);
    faults.set(own);
    estimate.set({
      kind: own.size > 0 ? "none" : "waiting",
      error: new Error("Please correct the form first."),
    });
    if (own.size > 0) {
      latest.cancel();
      return;
    }
    pause = setTimeout(() => {
      latest.run(
        async (stop): Promise<EstimateState> =>
          sweep === undefined
            ? { kind: "known", estimate: await post("/runs/estimate", request, { signal: stop }) }
            : { kind: "sweep", estimate: await post("/sweeps/estimate", sweep, { signal: stop }) },
        (answer) => estimate.set(answer),
        (error) => {
          faults.set(faultsOf(error));
          estimate.set({ kind: "none", error });
        },
      );
    }, 250);
  };
  view.watch(signal, ask);
  data.watch(signal, ask);
  signal.addEventListener("abort", () => clearTimeout(pause));
}

async function launch(context: LaunchContext, visit: Visit<LaunchView>): Promise<void> {
  const { faults } = context;
  const { request, sweep, faults: own } = launchOf(context);
  if (own.size > 0) {
    faults.set(own);
    return;
  }
  try {
    if (sweep === undefined) {
      const run = await post("/runs", request, { signal: visit.signal });
      visit.go(`/runs/${encodeURIComponent(run.id)}`);
    } else {
      const { id } = await post("/sweeps", sweep, { signal: visit.signal });
      visit.go(`/sweeps/${encodeURIComponent(id)}`);
    }
  } catch (error) {
    if (!visit.signal.aborted) {
      faults.set(faultsOf(error));
      toast(messageOf(error));
    }
  }
}
