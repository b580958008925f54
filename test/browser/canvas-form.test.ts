import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

type Box = { x: number; y: number; width: number; height: number };
const isApart = (one: Box, other: Box) =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

describeConsole("the picture beside an open form", (shown) => {
  let page: Page;
  const canvas = () => page.getByRole("group", { name: "Steps of the sequence" });
  const node = (name: string) => page.locator(`[data-node="${name}"]`);
  const form = () => page.locator("section", { has: page.locator("[data-form]") });
  /** Once the picture has come to rest. */
  const isSeen = (name: string) =>
    expect
      .poll(
        async () => {
          const [box, room] = [await node(name).boundingBox(), await canvas().boundingBox()];
          if (!box || !room) return false;
          const right = room.x + room.width;
          const bottom = room.y + room.height;
          return box.x >= room.x && box.x + box.width <= right && box.y + box.height <= bottom;
        },
        { timeout: 10_000 },
      )
      .toBe(true);

  beforeAll(async () => {
    const ways = ["a", "b", "c", "d", "e"];
    await shown.call("PUT", "/v1/sequences/wide", {
      ...{ name: "Wide", enter: [{ event: "signed_up" }], start: "split" },
      steps: {
        split: { kind: "split", ways: ways.map((next) => ({ weight: 1, next })) },
        ...Object.fromEntries(ways.map((name) => [name, { kind: "wait", for: "P1D", next: null }])),
      },
    });
    page = await shown.open("/sequences/wide");
    await node("split").waitFor();
  });

  test("a step at the side moves into view when its form opens", async () => {
    await node("d").click();
    await form().waitFor();
    await isSeen("d");
    const [box, pane] = [await node("d").boundingBox(), await form().boundingBox()];
    expect(isApart(box!, pane!)).toBe(true);
    await page.mouse.move(0, 0);
    expect(await violations(page)).toEqual([]);
  });

  test("Fit shows all steps beside the form, and below the tools", async () => {
    await page.getByRole("button", { name: "Fit into view" }).click();
    for (const name of ["enter:", "split", "a", "e"]) await isSeen(name);
    const tools = (await page.getByLabel("Find a step").boundingBox())!;
    const top = (await node("enter:").boundingBox())!;
    expect(isApart(tools, top)).toBe(true);
  });

  test("the map is shown when asked for, beside the steps, and that is remembered", async () => {
    const map = page.getByRole("img", { name: "Map of the sequence" });
    expect(await map.count()).toBe(0);
    await page.getByRole("button", { name: "Map of the sequence" }).click();
    await map.waitFor();
    await page.getByRole("button", { name: "Fit into view" }).click();
    for (const name of ["split", "e"]) {
      await expect
        .poll(async () => isApart((await node(name).boundingBox())!, (await map.boundingBox())!))
        .toBe(true);
    }
    expect(isApart((await form().boundingBox())!, (await map.boundingBox())!)).toBe(true);
    await page.mouse.move(0, 0);
    await page.getByRole("tooltip").waitFor({ state: "detached" });
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await map.waitFor();
    await page.getByRole("button", { name: "Map of the sequence" }).click();
    await map.waitFor({ state: "detached" });
    expect(shown.complaints).toEqual([]);
  });
});
