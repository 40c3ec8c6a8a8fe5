import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A file as a form takes it. */
export interface UploadFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const FOLDER = resolve(import.meta.dirname, "../../../models/tiny-bert");

/** A safetensors file without the tensors of the masked-LM head, and with the others under names without the prefix. */
function withoutHead(file: Buffer): Buffer {
  const start = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, start).toString()) as Record<string, unknown>;
  const names = Object.keys(header).filter((name) => name.startsWith("bert."));
  const parts: Buffer[] = [];
  let end = 0;
  const tensors = names.map((name) => {
    const tensor = header[name] as { data_offsets: [number, number] };
    const [from, to] = tensor.data_offsets;
    parts.push(file.subarray(start + from, start + to));
    const offsets = [end, (end += to - from)];
    return [name.slice("bert.".length), { ...tensor, data_offsets: offsets }];
  });
  const head = Buffer.from(JSON.stringify(Object.fromEntries(tensors)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  return Buffer.concat([length, head, ...parts]);
}

/** The files of a sentence encoder: tiny-bert without its masked-LM head, as `BertModel` names its tensors. */
export function sentenceEncoder(): UploadFile[] {
  const read = (name: string) => readFileSync(resolve(FOLDER, name));
  const config = { ...(JSON.parse(read("config.json").toString()) as object), architectures: ["BertModel"] };
  const type = "application/octet-stream";
  return [
    { name: "config.json", mimeType: type, buffer: Buffer.from(JSON.stringify(config)) },
    { name: "tokenizer.json", mimeType: type, buffer: read("tokenizer.json") },
    { name: "model.safetensors", mimeType: type, buffer: withoutHead(read("model.safetensors")) },
  ];
}
