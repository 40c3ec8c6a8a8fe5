import { addressOf, post, type RequestOptions } from "../../api/client.ts";
import type { AddedPairs, PairColumn, PairReport } from "../../api/types.ts";
import { upload } from "../../api/upload.ts";
import type { ChosenColumns } from "./columnChoices.ts";

const TYPE = "application/octet-stream";
const LARGEST = 64 * 1024 * 1024;

type Query = NonNullable<RequestOptions<"/data/preview", "post">["query"]>;

/** The parameters by which the interface knows the columns. */
const PARAMETERS: Readonly<Record<PairColumn, keyof Query>> = {
  good: "good",
  bad: "bad",
  cues: "cues",
  cue_indices: "cueIndices",
  label: "label",
  paradigm: "paradigm",
  split: "split",
  id: "id",
};

/** How minimal pairs are read; an empty name stands for that of the source. */
export interface PairSettings {
  readonly name: string;
  readonly mostRefused: number;
  readonly seed: number;
  readonly columns: ChosenColumns;
}

/** From where minimal pairs come. */
export interface PairSource {
  /** The name of the data set if no other is chosen. */
  readonly usualName: string;
  /** Reads what would become of the pairs. */
  preview(settings: PairSettings, signal: AbortSignal): Promise<PairReport>;
  /** Stores the pairs, and returns the id of the data set. */
  store(settings: PairSettings, signal: AbortSignal): Promise<string>;
}

const withoutEnding = (name: string): string => name.replace(/(.)\.[A-Za-z]{1,6}$/, "$1");
const named = (name: string) => (name.trim() === "" ? {} : { name: name.trim() });

function queryOf({ name }: File, { mostRefused, seed, columns }: PairSettings): Query {
  const chosen = [...columns].map(([column, value]) => [PARAMETERS[column], value]);
  const query: Query = { file: name, mostRefused, seed };
  return Object.assign(query, Object.fromEntries(chosen)) as Query;
}

/** A file of the reader's own. */
export const uploadSource = (file: File): PairSource => ({
  usualName: withoutEnding(file.name),
  preview: (settings, signal) =>
    file.size > LARGEST
      ? Promise.reject(new Error("The file is larger than 64 MiB; divide it into several."))
      : upload<PairReport>({
          address: addressOf("/data/preview", {}, queryOf(file, settings)),
          body: file,
          type: TYPE,
          signal,
        }),
  async store(settings, signal) {
    const query = { ...queryOf(file, settings), ...named(settings.name) };
    const { data } = await upload<AddedPairs>({
      address: addressOf("/data/pairs", {}, query),
      body: file,
      type: TYPE,
      signal,
    });
    return data?.id ?? "";
  },
});

/** A folder or file of the server. */
export function folderSource(folder: string): PairSource {
  const read = ({ mostRefused, seed, columns, name }: PairSettings, dryRun: boolean, signal: AbortSignal) =>
    post(
      "/data/folder",
      {
        folder,
        mostRefused,
        seed,
        dryRun,
        columns: [...columns].map(([column, value]) => ({ column, name: value })),
        ...named(name),
      },
      { signal },
    );
  return {
    usualName: folder.replace(/[/\\]+$/, "").replace(/^.*[/\\](?=.)/s, ""),
    preview: async (settings, signal) => (await read(settings, true, signal)).report,
    store: async (settings, signal) => (await read(settings, false, signal)).data?.id ?? "",
  };
}
