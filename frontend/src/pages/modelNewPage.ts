import { get } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { errorNotice, loading, pageHead, toast } from "../dom/parts.ts";
import { cacheForm, folderForm, hubForm, uploadForm } from "../panels/models/importForms.ts";
import { Latest } from "../state/latest.ts";
import { definePage } from "../state/page.ts";
import "./modelsPage.css";

const LEAD =
  "BERT, RoBERTa, XLM-RoBERTa, CamemBERT, ELECTRA's generator, DistilBERT and ALBERT, in the layout of the Hugging Face hub.";

/** The page on which a model is added. */
export const modelNewPage = definePage<object>({
  section: "models",
  read: (path) => (path.length === 2 && path[0] === "models" && path[1] === "new" ? {} : undefined),
  write: () => "/models/new",
  samePage: () => true,
  mount(host, { title, go, signal }) {
    title("Add a model");
    const body = h("div", {}, h("div", { class: "card" }, loading(6)));
    host.append(h("div", { class: "page" }, pageHead("Add a model", LEAD), body));
    const latest = new Latest(signal);
    const read = () =>
      latest.run(
        (now) => get("/imports/sources", { signal: now }),
        (sources) => {
          const begun = () => {
            toast("The import has begun.");
            go("/models");
          };
          const context = { sources, begun, signal };
          body.replaceChildren(
            h(
              "div",
              { class: "model-sources" },
              ...[hubForm, uploadForm, folderForm, cacheForm].map((form) => form(context)),
            ),
          );
        },
        (error) => body.replaceChildren(errorNotice(error, read)),
      );
    read();
  },
});
