import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = `<img src=x onerror="window.hit=1">\u202Eevil${"W".repeat(150)}`;
const base = { enter: [{ event: "signed_up" }], reentry: "never", exit: [], settings: {} };

/** Two hundred steps: in each row a branch, and a mail that one of its ways passes. */
function long() {
  const name = (n: number) => (n < 200 ? `s${n}` : null);
  const steps = Array.from({ length: 200 }, (_, n) => [
    `s${n}`,
    n % 2 === 0
      ? {
          kind: "branch",
          cases: [{ when: { attribute: "plan", is: `p${n}` }, next: name(n + 1) }],
          otherwise: name(n + 2),
        }
      : { kind: "send", template: "welcome-hello", next: name(n + 1) },
  ]);
  return { ...base, name: "Long", start: "s0", steps: Object.fromEntries(steps) };
}

describeConsole("sequences that are large, hostile, or open twice", (shown) => {
  beforeAll(async () => {
    await shown.call("PUT", "/v1/sequences/long", long());
    await shown.call("PUT", "/v1/sequences/hostile", {
      ...base,
      name: HOSTILE,
      enter: [{ event: HOSTILE.slice(0, 100) }],
      start: "a",
      steps: {
        a: { kind: "emit", event: HOSTILE.slice(0, 100), next: "b" },
        b: { kind: "exit", reason: HOSTILE.slice(0, 100) },
      },
    });
  });

  test("two hundred steps open at their top, with one tab stop, and one more is put in quickly", async () => {
    const page = await shown.open("/sequences/long");
    await page.locator('[data-node="s0"]').waitFor();
    const stops = await page.evaluate<number>(
      "document.querySelectorAll('[data-node][tabindex=\"0\"]').length",
    );
    expect(stops).toBe(1);
    await page.locator('[data-node="s0"]').click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("a");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("hook");
    const began = performance.now();
    await page.keyboard.press("Enter");
    await page.locator('[data-node="webhook"]').waitFor();
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test("names that attack are texts, on the canvas, in the form, the code and the list", async () => {
    const page = await shown.open("/sequences/hostile?step=a");
    await page.locator('[data-node="b"]').waitFor();
    await page.getByRole("complementary", { name: "a" }).waitFor();
    await page.getByRole("tab", { name: "Code" }).click();
    await page.locator(".cm-line").first().waitFor();
    await page.goto(`${shown.url}/sequences`);
    await page.getByRole("button", { name: /onerror/ }).waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
    await page.context().close();
  });

  test("of two tabs with one draft the second is told, and nothing is overwritten", async () => {
    const first = await shown.open("/sequences/hostile?step=enter:");
    const second = await first.context().newPage();
    // It learns of the other by its own save alone.
    await second.route("**/v1/changes**", (route) => route.abort());
    await second.goto(first.url());
    const name = (page: typeof first) => page.getByLabel("Name", { exact: true });
    await name(first).waitFor();
    await name(second).waitFor();
    await name(first).fill("From the first");
    await first.getByText("Saved", { exact: true }).waitFor();
    await expect
      .poll(async () => (await shown.call("GET", "/v1/sequences/hostile")).draft.name)
      .toBe("From the first");
    await name(second).fill("From the second");
    await second.getByText("Changed elsewhere meanwhile").waitFor();
    expect(await violations(second)).toEqual([]);
    expect((await shown.call("GET", "/v1/sequences/hostile")).draft.name).toBe("From the first");
    await second.getByRole("button", { name: "Keep mine" }).click();
    await expect
      .poll(async () => (await shown.call("GET", "/v1/sequences/hostile")).draft.name)
      .toBe("From the second");
    await first.context().close();
  });

  test("a phone shows the steps as a list, whose forms fill it, without scrolling sideways", async () => {
    const page = await shown.open("/sequences/hostile", { viewport: { width: 375, height: 800 } });
    await page.getByRole("list", { name: "Steps of the sequence" }).waitFor();
    const width = () => page.evaluate<number>("document.documentElement.scrollWidth");
    expect(await width()).toBeLessThanOrEqual(375);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /Emit/ }).click();
    await page.getByLabel("Name of the step").waitFor();
    expect(await width()).toBeLessThanOrEqual(375);
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await page.context().close();
    expect(shown.complaints).toEqual([]);
  });
});
