/** What the page says to somebody who came back from the issuer and was not signed in, by the server's name of the problem. */
const SENTENCES: ReadonlyMap<string, (issuer: string) => string> = new Map([
  ["refused", (issuer) => `${issuer} did not confirm who you are. Try again, or sign in with a password.`],
  ["late", () => "This took too long, or was begun in another window. Try again."],
  [
    "issuer",
    (issuer) =>
      `${issuer} does not answer at the moment. Try again in a minute; the server's log has the reason.`,
  ],
  [
    "answer",
    (issuer) =>
      `What ${issuer} has answered does not prove who you are. Try again; if it happens again, tell the administrator of this server, whose log has the reason.`,
  ],
  [
    "domain",
    (issuer) =>
      `Only some e-mail domains may sign in here, and ${issuer} confirms no such address of yours. The administrator of this server decides which.`,
  ],
  ["disabled", () => "Your account is disabled. An administrator of this server can enable it."],
  ["attempts", () => "There were too many attempts from your network address. Wait a quarter of an hour."],
]);

/** The sentence for a problem; undefined where there is none of that name. */
export const sentenceOf = (problem: string, issuer: string): string | undefined =>
  SENTENCES.get(problem)?.(issuer);
