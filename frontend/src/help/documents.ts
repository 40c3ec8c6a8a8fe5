/** A document of the Help page: a Markdown file in the folder `frontend/help`. */
export interface HelpDocument {
  /** File name without its ending, and last part of the address; empty for the table of contents. */
  readonly name: string;
  /** The document's first heading. */
  readonly title: string;
}

/** Every document, in the order in which the Help page lists them. */
export const DOCUMENTS: readonly HelpDocument[] = [
  { name: "", title: "Help" },
  { name: "methods", title: "Scoring methods" },
  { name: "aggregation", title: "Aggregation" },
  { name: "measures", title: "Measures and statistics" },
  { name: "charts", title: "Charts" },
  { name: "data", title: "Data" },
  { name: "models", title: "Models" },
  { name: "fine-tuning", title: "Fine-tuning" },
  { name: "runs", title: "Runs" },
  { name: "findings", title: "Findings" },
  { name: "speed", title: "Speed" },
  { name: "python", title: "Results in Python and R" },
  { name: "operations", title: "Running the server" },
  { name: "machines", title: "Several machines" },
  { name: "accounts", title: "People and accounts" },
  { name: "proxy", title: "Behind a proxy" },
  { name: "watching", title: "Watching over the server" },
  { name: "glossary", title: "Glossary" },
];

/** The address of a document, and of one of its headings where one is named. */
export const helpAddress = (name: string, heading?: string): string =>
  `/help${name === "" ? "" : `/${name}`}${heading === undefined ? "" : `#${heading}`}`;

const FILES = import.meta.glob<string>("../../help/*.md", { query: "?raw", import: "default" });

/** The file that holds a document. */
const fileOf = (name: string): string => `${name === "" ? "README" : name}.md`;

/** The Markdown of a document; it is loaded only when it is read. */
export async function loadDocument(name: string): Promise<string> {
  const load = FILES[`../../help/${fileOf(name)}`];
  if (load === undefined) {
    throw new Error(`There is no document ${fileOf(name)}`);
  }
  return await load();
}

const DOCUMENT_LINK = /^([\w-]+)\.md(?:#([\w-]+))?$/;

/** A link between two documents as the page needs it; a code host follows the same link by file name. */
export function helpLinkTarget(href: string): string {
  const [, file, heading] = DOCUMENT_LINK.exec(href) ?? [];
  return file === undefined ? href : helpAddress(file === "README" ? "" : file, heading);
}
