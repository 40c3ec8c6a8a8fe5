import { describe, expect, it } from "vitest";
import type { Model, Queue, SweepCell, SweepTable } from "../src/api/types.ts";
import { cellTable, sweepFigure } from "../src/figures/sweep/sweepFigures.ts";
import { percent } from "../src/dom/format.ts";
import {
  againView,
  type LaunchView,
  readLaunchView,
  writeLaunchView,
} from "../src/state/launch/launchView.ts";
import { isSweep, NO_SWEEP, numbersOf, sweepOf } from "../src/state/launch/sweepRequest.ts";
import { waitingLine } from "../src/state/queue/queueWords.ts";
import { dimensionsOf, valuesOf } from "../src/state/sweeps/sweepMetrics.ts";
import { run } from "./fixture/recorded.ts";

const RUN = { modelId: "tiny-bert", dataId: "sample" };
const view: LaunchView = { ...againView(run("r-1")), ...NO_SWEEP };

describe("the lists of a sweep", () => {
  it.each([
    ["1 to 4", [1, 2, 3, 4]],
    ["7-7", [7]],
    ["3, 1 2", [3, 1, 2]],
    ["", []],
  ])("%s", (text, numbers) => {
    expect(numbersOf(text, true)).toEqual(numbers);
  });

  it("says what is wrong with them", () => {
    expect(numbersOf("4 to 1", true)).toContain("no numbers");
    expect(numbersOf("1 to 999", true)).toContain("more than 200 runs");
    expect(numbersOf("1, x", true)).toBe("x is no number; write 1, 2, 3 or 1 to 3");
    expect(numbersOf("1.5", true)).toBe("1.5 is no whole number");
    expect(numbersOf("3e-5, 0.001", false)).toEqual([0.00003, 0.001]);
  });

  it("stand in the address of the form", () => {
    const full = { ...view, sweepSeeds: "1 to 3", sweepRates: "0.1, 0.2", sweepModels: "a,b" };
    const { pathname, searchParams } = new URL(writeLaunchView(full), "http://localhost");
    const read = readLaunchView(pathname.split("/").filter(Boolean), searchParams);
    expect(read).toMatchObject({ sweepSeeds: "1 to 3", sweepRates: "0.1, 0.2", sweepModels: "a,b" });
    expect(isSweep(view)).toBe(false);
    expect(isSweep(full)).toBe(true);
  });

  it("become the request of a sweep", () => {
    const { request, faults } = sweepOf(
      { ...view, sweepSeeds: "1 to 3", sweepRates: "0.1", sweepModels: "tiny-bert,c-1" },
      RUN,
      [],
    );
    expect(faults.size).toBe(0);
    expect(request).toEqual({
      run: RUN,
      over: { seed: [1, 2, 3], learningRate: [0.1], modelId: ["tiny-bert", "c-1"] },
    });
  });

  it("are refused where they are too many, repeat a value, or have a model without a head", () => {
    const faultsOf = (lists: Partial<LaunchView>, models: Model[] = []) =>
      Object.fromEntries(sweepOf({ ...view, ...lists }, RUN, models).faults);
    expect(faultsOf({ sweepSeeds: "1 to 101", sweepEpochs: "1, 2" })).toEqual({
      over: "These are 202 runs; a sweep has 200 at most.",
    });
    expect(faultsOf({ sweepSeeds: "1, 1" })).toEqual({ "over.seed": "each value stands once" });
    const headless = { id: "m", name: "Mine", maskedLm: false } as Model;
    expect(faultsOf({ sweepModels: "m" }, [headless])["over.modelId"]).toContain(
      "Mine has no masked-LM head",
    );
  });
});

const cell = (learningRate: number, values: readonly (number | null)[]): SweepCell => {
  const known = values.filter((value) => value !== null);
  return {
    modelId: "tiny-bert",
    learningRate,
    batchSize: 64,
    epochs: 5,
    maskedShare: 0,
    n: known.length,
    best: known.length === 0 ? null : Math.max(...known),
    mean: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
    minimum: known.length === 0 ? null : Math.min(...known),
    maximum: known.length === 0 ? null : Math.max(...known),
    deviation: null,
    runs: values.map((value, place) => ({
      runId: `r-${learningRate}-${place}`,
      name: `seed ${place}`,
      seed: place,
      state: value === null ? "failed" : "succeeded",
      error: null,
      value,
      layer: null,
    })),
  };
};

const table: SweepTable = {
  metric: "accuracy_after",
  higherIsBetter: true,
  cells: [cell(0.001, [0.5, 0.75]), cell(0.0001, [null, 0.25])],
};
const data = { sweep: "rates", table, metricName: "Accuracy after", note: "" };

describe("the figures of a sweep", () => {
  it("stand by the settings that differ, numbers in their order", () => {
    const dimensions = dimensionsOf(table.cells);
    expect(dimensions.map(({ name }) => name)).toEqual(["Learning rate"]);
    expect(dimensions.map((dimension) => valuesOf(table.cells, dimension))).toEqual([["0.0001", "0.001"]]);
    expect(dimensionsOf(table.cells.slice(0, 1)).map(({ name }) => name)).toEqual(["Model"]);
  });

  it("have a dot for every run with the figure, and a bar for every mean", () => {
    const figure = sweepFigure(data, () => undefined);
    const { chart, marks } = figure.draw(600, "light");
    expect(marks).toHaveLength(3);
    expect(marks.map(({ datum }) => datum).sort()).toEqual(["r-0.0001-1", "r-0.001-0", "r-0.001-1"]);
    expect(chart.querySelectorAll("circle")).toHaveLength(3);
    expect(chart.querySelectorAll("line.mean")).toHaveLength(2);
    expect(figure.rows()).toHaveLength(5);
  });

  it("stand in a table over seeds", () => {
    const { rows, cell: written } = cellTable(data);
    expect(rows[0]?.slice(0, 5)).toEqual(["Learning rate", "n", "Runs", "Best", "Mean"]);
    expect(rows[1]?.slice(0, 5)).toEqual([0.001, 2, 2, 0.75, 0.625]);
    expect(written?.(0.625, 0, 4)).toBe(percent(0.625));
    expect(written?.(0.0001, 1, 0)).toBe("0.0001");
  });
});

describe("a queued run", () => {
  const item = {
    runId: "r-1",
    name: "one",
    modelId: "tiny-bert",
    state: "queued",
    priority: "normal",
    sweepId: null,
    done: null,
    position: 2,
    startsInSeconds: 0,
    secondsLeft: 60,
    waitsForOwner: false,
  } as const;
  const queue: Queue = { slots: 1, running: [], queued: [item] };

  it("says where it waits and when it is expected to begin", () => {
    expect(waitingLine(queue, "r-1")).toBe("Place 2 in the queue, expected to begin now.");
    expect(waitingLine({ ...queue, queued: [{ ...item, position: 1 }] }, "r-1")).toContain(
      "Next in the queue",
    );
    expect(waitingLine({ ...queue, queued: [{ ...item, waitsForOwner: true }] }, "r-1")).toBe(
      "Place 2 in the queue, expected to begin now; it waits for other runs of its owner.",
    );
    expect(waitingLine({ ...queue, slots: 0, queued: [{ ...item, startsInSeconds: null }] }, "r-1")).toBe(
      "Place 2 in the queue.",
    );
    expect(waitingLine(queue, "r-2")).toBeUndefined();
  });
});
