import { messageOf } from "../../api/problem.ts";
import { h } from "../../dom/element.ts";
import { icon } from "../../dom/icon.ts";
import { toast } from "../../dom/parts.ts";
import { canNotify, switchNotices, wantsNotices } from "../../state/runs/runNotices.ts";

/** A button that switches on and off that the browser tells when a run ends; hidden where it cannot. */
export function noticeButton(signal: AbortSignal): HTMLElement {
  const click = () => {
    switchNotices(!wantsNotices.value).then(
      (fault) => fault !== "" && toast(fault),
      (error: unknown) => toast(messageOf(error)),
    );
  };
  const button = h(
    "button",
    {
      type: "button",
      class: "button",
      title: "This browser tells you when any run ends, while a page of this server is open",
      hidden: !canNotify(),
      on: { click },
    },
    icon("bell"),
    "Notify me",
  );
  wantsNotices.watch(signal, (wanted) => button.setAttribute("aria-pressed", String(wanted)));
  return button;
}
