import { post } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { formCard, textField } from "../dom/formCard.ts";
import { newPassword } from "../panels/people/newPassword.ts";
import { definePage } from "../state/page.ts";
import { goHome, tokenOfAddress } from "../state/oneTimeAddress.ts";
import "./doorPages.css";

/** Where the first administrator of a server with accounts is created, at the one-time address that the server prints. */
export const setUpPage = definePage<Record<string, never>>({
  read: (path) => (path.length === 1 && path[0] === "setup" ? {} : undefined),
  write: () => "/setup",
  samePage: () => true,
  mount(host, visit) {
    visit.title("Set up");
    const token = tokenOfAddress();
    host.append(
      h("div", { class: "page door" }, h("h1", {}, "mixlab"), token === "" ? whereToLook() : form(token)),
    );
  },
});

const whereToLook = (): HTMLElement =>
  h(
    "section",
    { class: "card padded", "aria-label": "This server is being set up" },
    h("h2", {}, "This server is being set up"),
    h(
      "p",
      {},
      "Nobody can sign in yet. The server has printed a one-time address at which its first administrator chooses a name and a password; it stands in the terminal or the log in which the server was started.",
    ),
  );

function form(token: string): HTMLElement {
  const name = textField(
    "Name",
    { autocomplete: "username", required: true, maxlength: 100, autocapitalize: "none" },
    "With which you sign in: small letters, digits, dot, hyphen, underscore and @",
  );
  const displayName = textField("Your name", { autocomplete: "name", maxlength: 200 }, "As others see it");
  const password = newPassword();
  return formCard(
    "The first administrator",
    [name.element, displayName.element, ...password.elements],
    "Create the account",
    async () => {
      const chosen = displayName.input.value.trim();
      await post("/setup", {
        token,
        name: name.input.value,
        password: password.value(),
        ...(chosen === "" ? {} : { displayName: chosen }),
      });
      goHome();
    },
  );
}
