import type { components } from "./schema.d.ts";

/** The records of the HTTP interface, by the names openapi.yaml gives them. */
type Schemas = components["schemas"];

export type Aggregation = Schemas["Aggregation"];
export type Checkpoint = Schemas["Checkpoint"];
export type DataSet = Schemas["DataSet"];
export type EpochMetrics = Schemas["EpochMetrics"];
export type Estimate = Schemas["Estimate"];
export type Example = Schemas["Example"];
export type ExamplePage = Schemas["ExamplePage"];
export type ExampleSummary = Schemas["ExampleSummary"];
export type FineTuning = Schemas["FineTuning"];
export type Health = Schemas["Health"];
export type Label = Schemas["Label"];
export type LaunchRequest = Schemas["LaunchRequest"];
export type LogLine = Schemas["LogLine"];
export type Maps = Schemas["Maps"];
export type Method = Schemas["Method"];
export type Metrics = Schemas["Metrics"];
export type Model = Schemas["Model"];
export type Paradigm = Schemas["Paradigm"];
export type Problem = Schemas["Problem"];
export type Run = Schemas["Run"];
export type RunPage = Schemas["RunPage"];
export type RunState = Schemas["RunState"];
export type Scoring = Schemas["Scoring"];
export type ScoreRun = Schemas["ScoreRun"];
export type NewShare = Schemas["NewShare"];
export type Share = Schemas["Share"];
export type Stage = Schemas["Stage"];
export type StepMetrics = Schemas["StepMetrics"];
