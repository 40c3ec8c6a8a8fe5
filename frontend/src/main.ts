import "./style/tokens.css";
import "./style/base.css";
import "./style/controls.css";
import "./style/runs.css";
import "./style/run.css";
import "./style/figures.css";
import "./style/catalogue.css";
import "./style/launch.css";
import "./style/sentences.css";
import "./style/results.css";
import "./style/tabs.css";
import { pages } from "./pages/index.ts";
import { notFound } from "./pages/notFound.ts";
import { Router } from "./shell/router.ts";
import { shell } from "./shell/shell.ts";
import { startTheme } from "./shell/theme.ts";

const life = new AbortController().signal;
startTheme(life);
const frame = shell(life);
let opened = false;
new Router({
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
}).start(life);
