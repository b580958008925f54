import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = `<img src=x onerror="document.title='taken'"> \u202eשלום ${"Eselsohr".repeat(15)}`;

describeConsole("versions in the console", (shown) => {
  let page: Page;
  const sequence = () => shown.call("GET", "/v1/sequences/welcome");
  const versions = () => page.getByRole("navigation", { name: "Published versions" });

  beforeAll(async () => {
    const { draft } = await sequence();
    draft.steps.day.for = "P2D";
    draft.steps.extra = { kind: "wait", for: "PT1H", next: null };
    draft.steps.nudge.next = "extra";
    await shown.call("PUT", "/v1/sequences/welcome", draft);
    await shown.call("POST", "/v1/sequences/welcome/publish", {});
    await shown.call("PUT", "/v1/sequences/welcome", { ...draft, name: HOSTILE });
    page = await shown.open("/sequences/welcome?view=versions");
  });

  test("the draft beside the published version, hostile words as words", async () => {
    const changes = page.getByRole("list", { name: "What changes" });
    await changes.getByText("<img src=x", { exact: false }).waitFor();
    expect(await page.title()).not.toBe("taken");
    expect(await violations(page)).toEqual([]);
  });

  test("by mouse: any two versions, in words and in pictures, at an address of their own", async () => {
    await versions().getByRole("button", { name: "Version 2" }).click();
    const changes = page.getByRole("list", { name: "What changes" });
    await changes.getByText("1 day").waitFor();
    await changes.getByText("2 days", { exact: true }).waitFor();
    const after = page.getByRole("group", { name: "After: Version 2" });
    expect(await after.getByText("Added", { exact: true }).count()).toBe(1);
    expect(await after.getByText("Changed", { exact: true }).count()).toBe(2);
    await page.getByLabel("Compared with").selectOption("Version 2");
    await page.getByText("No difference").waitFor();
    expect(new URL(page.url()).searchParams.get("from")).toBe("2");
    await page.reload();
    await page.getByText("No difference").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("an old version is compared with the live one, that one with the one before", async () => {
    const compared = () => page.getByLabel("Compared with").inputValue();
    await versions().getByRole("button", { name: "Version 1" }).click();
    await page.getByRole("group", { name: "Before: Version 2" }).waitFor();
    expect(await compared()).toBe("2");
    await versions().getByRole("button", { name: "Version 2" }).click();
    await page.getByRole("group", { name: "Before: Version 1" }).waitFor();
    expect(await compared()).toBe("1");
  });

  test("by keyboard alone: an earlier version is published again", async () => {
    await versions().getByRole("button", { name: "Version 1" }).focus();
    await page.keyboard.press("Enter");
    const again = page.getByRole("button", { name: "Publish again" });
    await again.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("It becomes version 3, and new runs follow it at once.").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Publish" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Version 3 is live; it is Version 1 again").waitFor();
    await versions().getByRole("button", { name: "Version 3" }).waitFor();
    expect(
      (await shown.call("GET", "/v1/sequences/welcome/versions/3")).definition.steps.day.for,
    ).toBe("P1D");
    expect((await sequence()).draft.name).toBe(HOSTILE);
  });

  test("on a phone nothing scrolls sideways", async () => {
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      375,
    );
    expect(await violations(page)).toEqual([]);
    expect(shown.complaints).toEqual([]);
  });
});
