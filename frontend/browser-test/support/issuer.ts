import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";

/** A small OpenID Connect issuer on this machine, with one client and a page on which its user agrees or refuses. */
export interface Issuer {
  readonly address: string;
  /** What the sign-in page calls it. */
  readonly host: string;
  close(): Promise<void>;
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64url");

const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
};

/** Starts an issuer that calls its user by a name, for the client `mixlab` without a secret. */
export async function startIssuer(user: string): Promise<Issuer> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, URLSearchParams>();
  let address = "";

  const idToken = (nonce: string | null): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: address, aud: "mixlab", sub: "42", name: user, iat: now, exp: now + 300, nonce };
    const content = `${base64(JSON.stringify({ alg: "RS256", kid: "1" }))}.${base64(JSON.stringify(claims))}`;
    return `${content}.${base64(createSign("sha256").update(content).sign(keys.privateKey))}`;
  };

  const agree = (query: URLSearchParams): string => {
    const code = randomUUID();
    codes.set(code, query);
    return `code=${code}`;
  };

  const token = (form: URLSearchParams, response: ServerResponse): void => {
    const begun = codes.get(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (begun?.get("code_challenge") !== challenge) {
      json(response, { error: "invalid_grant" }, 400);
      return;
    }
    json(response, { access_token: "x", token_type: "Bearer", id_token: idToken(begun.get("nonce")) });
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", address);
    const back = (answer: string): string =>
      `${searchParams.get("redirect_uri") ?? ""}?${answer}&state=${searchParams.get("state") ?? ""}`;
    if (pathname === "/.well-known/openid-configuration") {
      json(response, {
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        jwks_uri: `${address}/keys`,
      });
    } else if (pathname === "/keys") {
      json(response, { keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "1", use: "sig" }] });
    } else if (pathname === "/authorize") {
      response
        .writeHead(200, { "Content-Type": "text/html" })
        .end(
          `<title>Issuer</title><a href="${back(agree(searchParams))}">Agree</a> <a href="${back("error=access_denied")}">Refuse</a>`,
        );
    } else if (pathname === "/token") {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        token(new URLSearchParams(body), response);
      });
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const listening = server.address();
  if (listening === null || typeof listening === "string") {
    throw new Error("the issuer has no port");
  }
  const host = `localhost:${listening.port}`;
  address = `http://${host}`;
  return {
    address,
    host,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
