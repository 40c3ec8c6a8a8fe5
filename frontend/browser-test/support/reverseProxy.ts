import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A small reverse proxy, as nginx or Caddy is one: another host name and port, and the path below the base path passed on. */
export interface ReverseProxy {
  /** Where browsers reach it; `localhost`, so that the server's own name is another one. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Passes a request on, names the host that the client has asked for, and passes the answer back as it comes. */
function forward(upstream: URL, own: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const headers = {
    ...incoming.headers,
    host: upstream.host,
    "x-forwarded-host": own,
    "x-forwarded-proto": "http",
    "x-forwarded-for": incoming.socket.remoteAddress ?? "",
  };
  const passed = request(
    { host: upstream.hostname, port: upstream.port, method: incoming.method, path: incoming.url, headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  passed.on("error", () => outgoing.destroy());
  outgoing.on("close", () => passed.destroy());
  incoming.pipe(passed);
}

/** Starts a proxy in front of a server: what is below the path goes there, everything else is not found. */
export async function startReverseProxy(upstream: string, path: string): Promise<ReverseProxy> {
  let own = "";
  const proxy: Server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith(`${path}/`) === true) {
      forward(new URL(upstream), own, incoming, outgoing);
    } else {
      outgoing.writeHead(404).end("another program");
    }
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const address = proxy.address();
  if (address === null || typeof address === "string") {
    throw new Error("the proxy has no port");
  }
  own = `localhost:${address.port}`;
  return {
    origin: `http://${own}`,
    close: async () => {
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    },
  };
}
