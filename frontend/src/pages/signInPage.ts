import { withoutBase } from "../api/basePath.ts";
import { post } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { h } from "../dom/element.ts";
import { formCard, textField } from "../dom/formCard.ts";
import { address, definePage } from "../state/page.ts";
import { session } from "../state/session.ts";
import { sentenceOf } from "../state/signInProblem.ts";
import "./doorPages.css";

interface SignInView {
  /** Why somebody who came back from the issuer was not signed in; empty for everybody else. */
  readonly problem: string;
}

/** Where people sign in. It is shown in place of every page to those who have to sign in first, at that page's address. */
export const signInPage = definePage<SignInView>({
  read: (path, query) =>
    path.length === 1 && path[0] === "sign-in" ? { problem: query.get("problem") ?? "" } : undefined,
  write: ({ problem }) => address("/sign-in", { problem }),
  samePage: () => true,
  mount(host, visit) {
    visit.title("Sign in");
    const name = textField("Name", { autocomplete: "username", required: true, maxlength: 100 });
    const password = textField("Password", {
      type: "password",
      autocomplete: "current-password",
      required: true,
      maxlength: 200,
    });
    const card = formCard("Sign in", [name.element, password.element], "Sign in", async () => {
      await post("/session", { name: name.input.value, password: password.input.value });
      enter();
    });
    const issuer = session.value?.oidc ?? undefined;
    const problem = issuer === undefined ? undefined : sentenceOf(visit.view.value.problem, issuer);
    host.append(
      h(
        "div",
        { class: "page door" },
        h("h1", {}, "mixlab"),
        problem !== undefined && h("p", { class: "fault door-fault", role: "alert" }, problem),
        issuer !== undefined && issuerCard(issuer),
        card,
        forgotten(),
      ),
    );
    if (issuer === undefined) {
      name.input.focus();
    }
  },
});

const isSignIn = (): boolean => withoutBase(location.pathname) === "/sign-in";

/** Opens the page that was asked for; the page of signing in itself leads to the runs. */
function enter(): void {
  if (isSignIn()) {
    location.assign(location.pathname.replace(/sign-in$/, ""));
  } else {
    location.reload();
  }
}

/** The way by the organisation's own sign-in, which most people of a server that has it take. */
function issuerCard(issuer: string): HTMLElement {
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const button = h(
    "button",
    { type: "button", class: "button primary door-other" },
    `Sign in with ${issuer}`,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    fault.hidden = true;
    post("/oidc/start", { to: isSignIn() ? "/" : withoutBase(location.pathname) + location.search })
      .then(({ address: departure }) => {
        location.assign(departure);
      })
      .catch((error: unknown) => {
        button.disabled = false;
        fault.hidden = false;
        fault.textContent = messageOf(error);
      });
  });
  return h("section", { class: "card padded door-issuer", "aria-label": "Your organisation" }, button, fault);
}

const forgotten = (): HTMLElement =>
  h(
    "p",
    { class: "hint" },
    "No account, or no password any more? An administrator of this server can give you a one-time address.",
  );
