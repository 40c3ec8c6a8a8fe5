import { describe, expect, it } from "vitest";
import type { Model, ModelImport } from "../src/api/types.ts";
import { uploadBody, zipName } from "../src/panels/models/importForms.ts";
import { readModelsView, writeModelsView } from "../src/state/models/modelsView.ts";
import {
  accuracyLine,
  canTryAgain,
  importLine,
  isBroken,
  isOpen,
  kindOf,
  matchesSearch,
  originLine,
} from "../src/state/models/modelWords.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("the view of the list of models", () => {
  it.each(["/models", "/models?search=our+bert&kind=imported"])("is what its address says: %s", (address) => {
    const url = new URL(address, "http://here");
    const view = readModelsView(url.pathname.split("/").filter(Boolean), url.searchParams);
    expect(view && writeModelsView(view)).toBe(address);
  });

  it("opens from links to the former page of models and data", () => {
    expect(readModelsView(["catalogue"], new URLSearchParams())).toEqual({ search: "", kind: "all" });
    expect(readModelsView(["models", "new"], new URLSearchParams())).toBeUndefined();
  });
});

const model = {
  id: "our-bert-1234",
  name: "Our BERT",
  family: "bert",
  licence: "Apache-2.0",
  note: "trained on the 2026 corpus",
  origin: { kind: "hub", source: "lab/our-bert", revision: "0123456789abcdef" },
} as Model;

describe("words on models", () => {
  it("tell where a model comes from", () => {
    expect(originLine(model.origin)).toBe("Hugging Face hub: lab/our-bert at 0123456789ab");
    expect(originLine({ kind: "built_in", source: "tiny-bert", revision: null })).toBe("built in");
    expect(kindOf(model)).toBe("imported");
    expect(kindOf({ origin: { kind: "run", source: "r-1", revision: null } })).toBe("checkpoint");
  });

  it("tell how much better a checkpoint got", () => {
    const fineTuned = { dataId: "sample", dataName: "Sample", accuracyBefore: 0.521, accuracyAfter: 0.964 };
    expect(plain(accuracyLine({ fineTuned }))).toBe("52.1 % → 96.4 %");
    expect(plain(accuracyLine({ fineTuned: { ...fineTuned, accuracyBefore: null } }))).toBe(
      "not measured → 96.4 %",
    );
    expect(accuracyLine({ fineTuned: null })).toBe("");
  });

  it("are found whatever the case and the order of words", () => {
    expect(matchesSearch(model, "CORPUS our")).toBe(true);
    expect(matchesSearch(model, "apache lab/")).toBe(true);
    expect(matchesSearch(model, "roberta")).toBe(false);
    expect(matchesSearch(model, "")).toBe(true);
  });
});

const running: ModelImport = {
  id: "i-1",
  state: "running",
  step: "downloading",
  origin: model.origin,
  name: "our-bert",
  doneBytes: 50_000_000,
  totalBytes: 200_000_000,
  bytesPerSecond: 2_500_000,
  modelId: null,
  error: null,
  createdAt: "2026-11-28T10:00:00Z",
  finishedAt: null,
};

describe("an import", () => {
  it("tells step, amount and rate", () => {
    expect(plain(importLine(running))).toBe("downloading, 50 MB of 200 MB (25 %), 2.5 MB/s");
    expect(plain(importLine({ ...running, step: "checking", totalBytes: null, doneBytes: 0 }))).toBe(
      "checking the model",
    );
    expect(isOpen(running)).toBe(true);
  });

  it("ends with its model, its error, or by being cancelled", () => {
    expect(importLine({ ...running, state: "succeeded" })).toBe("imported");
    expect(importLine({ ...running, state: "failed", error: "no config.json" })).toBe("no config.json");
    expect(importLine({ ...running, state: "cancelled" })).toBe("cancelled");
    expect(isOpen({ state: "failed" })).toBe(false);
    expect(importLine({ ...running, state: "interrupted", error: "upload it again" })).toBe(
      "upload it again",
    );
  });

  it("can be tried again where its source is still there", () => {
    const upload = { kind: "upload", source: "x.zip", revision: null } as const;
    expect(canTryAgain({ ...running, state: "failed" })).toBe(true);
    expect(canTryAgain({ ...running, state: "cancelled" })).toBe(true);
    expect(canTryAgain({ ...running, state: "failed", origin: upload })).toBe(false);
    expect(canTryAgain({ ...running, state: "succeeded" })).toBe(false);
    expect(canTryAgain(running)).toBe(false);
    expect([isBroken({ state: "interrupted" }), isBroken({ state: "cancelled" })]).toEqual([true, false]);
  });
});

describe("an upload", () => {
  it("is one zip as it is, or the files of a form", () => {
    const zip = new File(["z"], "Model.ZIP");
    expect(uploadBody([zip])).toBe(zip);
    expect(zipName([zip])).toBe("Model");
    expect(zipName([new File(["{}"], "config.json")])).toBe("");
    const form = uploadBody([new File(["{}"], "config.json"), new File(["w"], "model.safetensors")]);
    expect(form).toBeInstanceOf(FormData);
    expect(form instanceof FormData ? form.getAll("files").map((one) => (one as File).name) : []).toEqual([
      "config.json",
      "model.safetensors",
    ]);
  });
});
