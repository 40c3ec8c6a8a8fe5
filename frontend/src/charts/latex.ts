import type { CsvValue } from "./exports.ts";
import { figure } from "../dom/format.ts";

/** A table for papers: LaTeX with the rules of the booktabs package. */

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "−": "$-$",
  "–": "--",
  "→": "$\\rightarrow$",
  "×": "$\\times$",
  "\u00a0": "~",
};

const escaped = (text: string) =>
  text.replace(/[\\~^−–→×\u00a0]|[&%$#_{}]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);

function cell(value: CsvValue): string {
  if (typeof value === "number") {
    const text = figure(value);
    return text.startsWith("-") ? `$${text}$` : text;
  }
  return value === null ? "--" : escaped(value);
}

/** Whether a column holds nothing but numbers. */
export const isNumeric = (rows: readonly (readonly CsvValue[])[], column: number): boolean =>
  rows.slice(1).every((row) => row[column] === null || typeof row[column] === "number");

/** Rows as a LaTeX table with a caption, the first row naming the columns. */
export function latex(rows: readonly (readonly CsvValue[])[], caption: string, label: string): string {
  const [heads = [], ...body] = rows;
  const columns = heads.map((_, column) => (isNumeric(rows, column) ? "r" : "l")).join("");
  const line = (row: readonly CsvValue[]) => `    ${row.map(cell).join(" & ")} \\\\`;
  return [
    "% needs \\usepackage{booktabs}",
    "\\begin{table}",
    "  \\centering",
    `  \\begin{tabular}{${columns}}`,
    "    \\toprule",
    line(heads),
    "    \\midrule",
    ...body.map(line),
    "    \\bottomrule",
    "  \\end{tabular}",
    `  \\caption{${escaped(caption)}}`,
    `  \\label{tab:${label.replace(/[^A-Za-z0-9-]/g, "-")}}`,
    "\\end{table}",
    "",
  ].join("\n");
}
