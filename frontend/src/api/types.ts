import type { components } from "./schema.d.ts";

/** The records of the HTTP interface, by the names openapi.yaml gives them. */
type Schemas = components["schemas"];

export type Aggregation = Schemas["Aggregation"];
export type Checkpoint = Schemas["Checkpoint"];
export type Code = Schemas["Code"];
export type Comparison = Schemas["Comparison"];
export type CorrelationFigure = Schemas["CorrelationFigure"];
export type Curve = Schemas["Curve"];
export type DataSet = Schemas["DataSet"];
export type DeletionCurves = Schemas["DeletionCurves"];
export type Difference = Schemas["Difference"];
export type EpochMetrics = Schemas["EpochMetrics"];
export type Estimate = Schemas["Estimate"];
export type Evaluated = Schemas["Evaluated"];
export type Evaluating = Schemas["Evaluating"];
export type Evaluation = Schemas["Evaluation"];
export type Example = Schemas["Example"];
export type ExampleEvaluation = Schemas["ExampleEvaluation"];
export type ExamplePage = Schemas["ExamplePage"];
export type ExampleSummary = Schemas["ExampleSummary"];
export type Figures = Schemas["Figures"];
export type FigureTable = Schemas["FigureTable"];
export type FineTuning = Schemas["FineTuning"];
export type Health = Schemas["Health"];
export type Label = Schemas["Label"];
export type LaunchRequest = Schemas["LaunchRequest"];
export type LogLine = Schemas["LogLine"];
export type Maps = Schemas["Maps"];
export type Method = Schemas["Method"];
export type MethodComparisons = Schemas["MethodComparisons"];
export type Metrics = Schemas["Metrics"];
export type Model = Schemas["Model"];
export type NewShare = Schemas["NewShare"];
export type Paradigm = Schemas["Paradigm"];
export type Probing = Schemas["Probing"];
export type ProbingCorrelations = Schemas["ProbingCorrelations"];
export type ProbingMode = Schemas["ProbingMode"];
export type Problem = Schemas["Problem"];
export type Run = Schemas["Run"];
export type RunPage = Schemas["RunPage"];
export type RunState = Schemas["RunState"];
export type ScoreRun = Schemas["ScoreRun"];
<<<<<<< HEAD
export type NewShare = Schemas["NewShare"];
export type Share = Schemas["Share"];
=======
export type Scoring = Schemas["Scoring"];
export type SeedSpread = Schemas["SeedSpread"];
export type SentenceValues = Schemas["SentenceValues"];
export type Share = Schemas["Share"];
export type SharedView = Schemas["SharedView"];
>>>>>>> results
export type Stage = Schemas["Stage"];
export type StepMetrics = Schemas["StepMetrics"];
export type ViewFigures = Schemas["ViewFigures"];
