import "./style/all.ts";
import { withoutBase } from "./api/basePath.ts";
import { listenToSignOut } from "./api/signOut.ts";
import { listenToUpgrade, watchMissingFiles } from "./api/upgrade.ts";
import { h } from "./dom/element.ts";
import { toast } from "./dom/parts.ts";
import { invitationPage } from "./pages/invitationPage.ts";
import { notFound } from "./pages/notFound.ts";
import { pages } from "./pages/pages.ts";
import { setUpPage } from "./pages/setUpPage.ts";
import { signInPage } from "./pages/signInPage.ts";
import { openShareDialog } from "./share/shareDialog.ts";
import { shareToken, showShared } from "./share/sharedView.ts";
import { Router } from "./shell/router.ts";
import { shell } from "./shell/shell.ts";
import { startNotices } from "./state/runs/runNotices.ts";
import { isLockedOut, loadSession } from "./state/session.ts";
import { startTheme } from "./state/theme.ts";

const life = new AbortController().signal;
startTheme(life);

const UNTIL_RELOAD = 3000;
listenToUpgrade((mayReload) => {
  if (mayReload) {
    toast("The server was upgraded. This page is reloaded in a moment.");
    setTimeout(() => {
      location.reload();
    }, UNTIL_RELOAD);
  } else {
    toast("The server was upgraded. Reload this page.");
  }
});
watchMissingFiles();

/** The pages of those who have to sign in first: every address but those of the door shows where to do that. */
function startDoor(setupNeeded: boolean): void {
  const host = h("main", { id: "main" });
  document.body.append(host, h("div", { class: "toasts", role: "status", "aria-live": "polite" }));
  const router = new Router({
    host,
    pages: [setUpPage, invitationPage, signInPage],
    notFound: setupNeeded ? setUpPage : signInPage,
    opened: () => undefined,
  });
  router.start(life);
}

async function start(): Promise<void> {
  const known = await loadSession();
  if (isLockedOut(known)) {
    startDoor(known?.setupNeeded === true);
    return;
  }
  listenToSignOut(() => {
    location.reload();
  });
  startPage();
}

function startPage(): void {
  const frame = shell(life, () => {
    const present = router.present();
    if (present !== undefined) {
      openShareDialog({ ...present, width: frame.main.clientWidth });
    }
  });
  let opened = false;
  const router = new Router({
    host: frame.main,
    pages,
    notFound,
    opened: (page) => {
      frame.mark(page);
      if (opened) {
        frame.main.focus({ preventScroll: true });
      }
      opened = true;
    },
  });
  router.start(life);
  startNotices((address) => router.go(address));
}

const token = shareToken(withoutBase(location.pathname));
if (token === undefined) {
  void start();
} else {
  showShared(token, pages, life);
}
