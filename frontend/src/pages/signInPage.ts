import { post } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { formCard, textField } from "../dom/formCard.ts";
import { definePage } from "../state/page.ts";
import { session } from "../state/session.ts";
import "./doorPages.css";

/** Where people sign in. It is shown in place of every page to those who have to sign in first, at that page's address. */
export const signInPage = definePage<Record<string, never>>({
  read: (path) => (path.length === 1 && path[0] === "sign-in" ? {} : undefined),
  write: () => "/sign-in",
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
    host.append(h("div", { class: "page door" }, h("h1", {}, "mixlab"), card, otherWay(), forgotten()));
    name.input.focus();
  },
});

/** Opens the page that was asked for; the page of signing in itself leads to the runs. */
function enter(): void {
  if (location.pathname.endsWith("/sign-in")) {
    location.assign(location.pathname.replace(/sign-in$/, ""));
  } else {
    location.reload();
  }
}

const otherWay = (): HTMLElement | null =>
  session.value?.oidc === true
    ? h("a", { href: "/api/v1/oidc/start", class: "button door-other" }, "Sign in with your organisation")
    : null;

const forgotten = (): HTMLElement =>
  h(
    "p",
    { class: "hint" },
    "No account, or no password any more? An administrator of this server can give you a one-time address.",
  );
