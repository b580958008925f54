import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeConsole } from "./support/console.ts";

describeConsole("a sequence worked by the keyboard alone", (shown) => {
  let page: Page;
  beforeAll(async () => {
    page = await shown.open("/sequences/welcome");
    await page.locator('[data-node="hello"]').waitFor();
  });
  const press = (...keys: string[]) =>
    keys.reduce<Promise<void>>(
      (before, key) => before.then(() => page.keyboard.press(key)),
      Promise.resolve(),
    );
  const focused = () => page.evaluate<string | undefined>("document.activeElement?.dataset.node");
  const isAt = (name: string) => expect.poll(focused, { timeout: 5_000 }).toBe(name);
  const steps = async () =>
    Object.keys((await shown.call("GET", "/v1/sequences/welcome")).draft.steps);

  test("the canvas is one tab stop, reached from the top of the page", async () => {
    const stops = await page.evaluate<number>(
      "document.querySelectorAll('[data-node][tabindex=\"0\"]').length",
    );
    expect(stops).toBe(1);
    for (let n = 0; n < 40 && (await focused()) === undefined; n++) await press("Tab");
    await isAt("enter:");
    await press("Tab");
    expect(await focused()).toBeUndefined();
    await press("Shift+Tab");
    await isAt("enter:");
  });

  test("arrow keys follow the arrows", async () => {
    await press("ArrowDown");
    await isAt("hello");
    await press("ArrowDown", "ArrowDown", "ArrowDown");
    await isAt("plan");
    await press("ArrowUp");
    await isAt("click");
  });

  test("A adds after, its form waits to be filled in, Escape leads back, and it is saved", async () => {
    await press("ArrowUp");
    await isAt("day");
    await press("a");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("emits");
    await press("Enter");
    const form = page.getByRole("complementary", { name: "emit" });
    const field = form.locator('[data-path="/steps/emit/event"] input');
    await form.locator('[data-path="/steps/emit/event"] input:focus').waitFor();
    expect(await field.inputValue()).toBe("");
    await form.getByText("Choose an event").first().waitFor();
    await page.getByText("Saved once the empty fields are filled in").waitFor();
    expect(await steps()).not.toContain("emit");
    await page.keyboard.type("nudged");
    await press("Escape", "Escape");
    await isAt("emit");
    await expect.poll(() => page.locator('[data-node="emit"]').textContent()).toContain("nudged");
    await expect.poll(steps).toContain("emit");
    await press("Enter");
    await form.locator("[data-form] input:focus").waitFor();
    await press("Escape", "Escape");
    await isAt("emit");
  });

  test("steps are copied, cut and pasted, removed, and all is undone", async () => {
    await press("Shift+ArrowDown");
    await isAt("click");
    await press("Control+c", "Control+v");
    await page.locator('[data-node="emit-2"]').waitFor();
    await isAt("emit-2");
    await press("Control+z");
    await page.locator('[data-node="emit-2"]').waitFor({ state: "detached" });
    // It had the focus, which the step above it takes at a later frame.
    await expect.poll(focused, { timeout: 5_000 }).toBeDefined();
    await press("Home", "ArrowDown", "ArrowDown", "ArrowDown");
    await isAt("emit");
    await press("Delete");
    await isAt("day");
    await page.locator('[data-node="emit"]').waitFor({ state: "detached" });
    await press("Control+z");
    await page.locator('[data-node="emit"]').waitFor();
    await press("Control+Shift+z");
    await page.locator('[data-node="emit"]').waitFor({ state: "detached" });
    await expect.poll(steps).not.toContain("emit");
  });

  test("T adds a trigger of the kind that is typed, and F leads through the findings", async () => {
    await isAt("day");
    await press("t");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("schedule");
    await press("Enter");
    await page.locator('[data-path="/enter/1/schedule"] input:focus').waitFor();
    await page.keyboard.type("x");
    await press("Escape");
    await isAt("enter:");
    await page.getByRole("button", { name: "1 finding", exact: true }).waitFor();
    await press("f");
    await page.getByRole("region", { name: "Findings" }).locator("li button:focus").waitFor();
    await press("Enter");
    await page.locator('[data-path^="/enter/1"] :focus').first().waitFor();
    await press("Escape");
    await isAt("enter:");
    await press("Control+z", "Control+z", "f");
    await page.getByRole("region", { name: "Findings" }).waitFor({ state: "detached" });
    await press("Home");
    await isAt("enter:");
  });

  test("a step is found by its words, and what is typed at once is not lost", async () => {
    await press("ArrowDown", "Home", "/");
    await page.keyboard.type("hello");
    await press("Enter");
    await isAt("hello");
    expect(shown.complaints).toEqual([]);
  });
});
