import type { Problem } from "./types.ts";

/** One input of a refused request and the rule that it breaks. */
export interface BrokenRule {
  readonly input: string;
  readonly rule: string;
}

/** A request that the server refused or that never reached it; its message can be shown to the reader. */
export class RequestError extends Error {
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly broken: readonly BrokenRule[];

  constructor(message: string, status: number, problem?: Partial<Problem>) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.requestId = problem?.requestId;
    this.broken = problem?.errors ?? [];
  }
}

const isObject = (value: unknown): value is Partial<Problem> => typeof value === "object" && value !== null;

/** The error that an unsuccessful answer stands for, from its problem details (RFC 9457) where it has any. */
export async function problemOf(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => undefined);
  return problemIn(body, response.status, response.statusText);
}

/** The error that a body of an unsuccessful answer stands for. */
export function problemIn(body: unknown, status: number, statusText: string): RequestError {
  return isObject(body) && (body.detail ?? body.title) !== undefined
    ? new RequestError(body.detail ?? body.title ?? "", status, body)
    : new RequestError(`The server answered ${status} ${statusText}`.trim(), status);
}

/** Whether an error only says that its request was aborted. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** A sentence about any error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
