import { post } from "../api/client.ts";
import { h } from "../dom/element.ts";
import { formCard } from "../dom/formCard.ts";
import { newPassword } from "../panels/people/newPassword.ts";
import { goHome, tokenOfAddress } from "../state/oneTimeAddress.ts";
import { definePage } from "../state/page.ts";
import "./doorPages.css";

/** Where somebody who was given a one-time address chooses a password. */
export const invitationPage = definePage<Record<string, never>>({
  read: (path) => (path.length === 1 && path[0] === "invitation" ? {} : undefined),
  write: () => "/invitation",
  samePage: () => true,
  mount(host, visit) {
    visit.title("Choose a password");
    const token = tokenOfAddress();
    const password = newPassword();
    const card =
      token === ""
        ? h(
            "section",
            { class: "card padded" },
            h("h2", {}, "This address is incomplete"),
            h("p", {}, "Open the whole one-time address that you were given, with the part after #."),
          )
        : formCard("Choose a password", password.elements, "Save and sign in", async () => {
            await post("/invitation", { token, password: password.value() });
            goHome();
          });
    host.append(h("div", { class: "page door" }, h("h1", {}, "mixlab"), card));
  },
});
