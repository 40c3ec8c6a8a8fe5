import "./style/all.ts";
import { withoutBase } from "./api/basePath.ts";
import { listenToUpgrade, watchMissingFiles } from "./api/upgrade.ts";
import { toast } from "./dom/parts.ts";
import { pages } from "./pages/pages.ts";
import { notFound } from "./pages/notFound.ts";
import { openShareDialog } from "./share/shareDialog.ts";
import { shareToken, showShared } from "./share/sharedView.ts";
import { Router } from "./shell/router.ts";
import { shell } from "./shell/shell.ts";
import { startNotices } from "./state/runs/runNotices.ts";
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
  startPage();
} else {
  showShared(token, pages, life);
}
