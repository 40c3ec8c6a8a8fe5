import { problemIn, RequestError } from "./problem.ts";

/** How far an upload is. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

export interface Upload {
  /** The address that {@link addressOf} makes. */
  readonly address: string;
  /** A file as it is, or the files of a form. */
  readonly body: Blob | FormData;
  /** The media type of a file; a form has its own. */
  readonly type: string;
  readonly onProgress?: (progress: UploadProgress) => void;
  readonly signal: AbortSignal;
}

/** The JSON that a request was answered with; undefined where it is none. */
function bodyOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText) as unknown;
  } catch {
    return undefined;
  }
}

/** POSTs files and tells how far they are, which `fetch` cannot; the answer is the body of the response. */
export function upload<T>({ address, body, type, onProgress, signal }: Upload): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    if (body instanceof Blob) {
      request.setRequestHeader("Content-Type", type);
    }
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.({ sent: loaded, total }));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as T);
      } else {
        reject(problemIn(bodyOf(request), request.status, request.statusText));
      }
    });
    request.addEventListener("error", () =>
      reject(new RequestError("The upload was interrupted: the server ended the connection.", 0)),
    );
    request.addEventListener("abort", () => reject(new RequestError("The upload was cancelled.", 0)));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}
