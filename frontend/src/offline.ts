import "./style/all.ts";
import { pages } from "./pages/pages.ts";
import { type RecordedView, showRecorded } from "./share/sharedView.ts";
import { startTheme } from "./state/theme.ts";

/** The file of a share: the server puts the view and the answers to its requests into this element. */
const recorded = document.getElementById("shared-view")?.textContent ?? "";
const life = new AbortController().signal;
startTheme(life);
showRecorded(JSON.parse(recorded) as RecordedView, pages, life);
