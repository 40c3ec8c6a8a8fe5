import { describe, expect, it } from "vitest";
import { csv } from "../src/charts/exports.ts";
import { listenToUpgrade, notePage } from "../src/api/upgrade.ts";

describe("an upgrade of the server", () => {
  it("is told once, and a page reloads once for each page of the server", () => {
    const told: boolean[] = [];
    const listen = () => {
      listenToUpgrade((mayReload) => told.push(mayReload));
    };
    sessionStorage.clear();
    listen();
    for (const page of [null, "one", "one", null, "two", "two", "one"]) {
      notePage(page);
    }
    expect(told).toEqual([true]);
    listen();
    notePage("two");
    expect(told).toEqual([true, false]);
  });
});

describe("comma-separated values", () => {
  it("keep spreadsheets from computing texts", () => {
    expect(csv([["=1+1", "+a", "-b", "@c", "\td", "-0.5", -0.5, "a=b", null, "-1+cmd"]])).toBe(
      "'=1+1,'+a,'-b,'@c,'\td,-0.5,-0.5,a=b,,'-1+cmd\r\n",
    );
  });
});
