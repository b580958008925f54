import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const IMAGE = "<img src=x onerror=alert(1)>";

describeConsole("segments of the console", (shown) => {
  let page: Page;
  beforeAll(async () => {
    for (const [at, name] of ["ada", "grace", "alan"].entries()) {
      await shown.call("PUT", `/v1/contacts/${name}`, {
        email: `${name}@example.com`,
        attributes: { plan: at === 0 ? "pro" : "free", seats: at },
      });
    }
    await shown.call("POST", "/v1/events", {
      events: [{ contactId: "ada", name: "ordered", data: { total: 30 } }],
    });
    page = await shown.open("/segments");
  }, 60_000);

  const field = (label: string) => page.locator(`input[aria-label="${label}"]`);

  test("without one, the page says what a segment is for", async () => {
    await page.getByText("No segments yet").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("a segment is built by mouse, with its count and why beside it", async () => {
    await page.getByRole("link", { name: "New segment" }).first().click();
    await page.getByLabel("Name", { exact: false }).first().fill("Buyers on pro");
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page.getByRole("menuitem", { name: /^Attribute/ }).click();
    await page.getByText("Name the attribute.").waitFor();
    await field("Attribute").fill("plan");
    await field("Value").fill("pro");
    await page.getByText("1 contact", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page.getByRole("menuitem", { name: /^Event/ }).click();
    await field("Event").fill("ordered");
    await page.getByRole("button", { name: "Add a detail" }).click();
    await page.getByRole("menuitem", { name: "With a field" }).click();
    await field("Field").fill("total");
    await page.getByLabel("Test", { exact: true }).last().selectOption("gte");
    await page.getByLabel("Type of the value").last().selectOption("number");
    await field("Value").last().fill("20");
    await page
      .getByText("plan is “pro” and “ordered” happened, where total is at least 20")
      .first()
      .waitFor();
    await page.locator("summary").first().click();
    await page.getByText("saw", { exact: false }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(/segments\/buyers-on-pro/);
    await page.getByRole("button", { name: "ada@example.com" }).waitFor();
    const saved = await shown.call("GET", "/v1/segments/buyers-on-pro");
    expect(saved.condition).toEqual({
      all: [
        { attribute: "plan", is: "pro" },
        { event: "ordered", where: { total: { gte: 20 } } },
      ],
    });
  });

  test("another is built by keyboard alone", async () => {
    await page.goto(`${shown.url}/segments`);
    await page.getByRole("button", { name: "Buyers on pro" }).waitFor();
    await page.locator("body").press("n");
    const name = page.getByLabel("Name", { exact: false }).first();
    await name.focus();
    await page.keyboard.type("Free seats");
    const add = page.getByRole("button", { name: "Add a condition" });
    await add.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    // The name of the attribute has the focus.
    await expect
      .poll(() => page.evaluate<string>("document.activeElement.ariaLabel"))
      .toBe("Attribute");
    await page.keyboard.type("seats");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+s");
    await page.waitForURL(/segments\/free-seats/);
    await page.getByRole("button", { name: "Undo" }).waitFor();
  });

  test("another's change meanwhile is told, and nothing is overwritten", async () => {
    const condition = { attribute: "plan", is: "pro" };
    await page.goto(`${shown.url}/segments/buyers-on-pro`);
    const name = page.getByLabel("Name", { exact: false }).first();
    await name.fill("Mine");
    await shown.call("PUT", "/v1/segments/buyers-on-pro", { name: "Theirs", condition });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Changed elsewhere meanwhile").waitFor();
    expect((await shown.call("GET", "/v1/segments/buyers-on-pro")).name).toBe("Theirs");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Load theirs" }).click();
    await page.getByRole("heading", { name: "Theirs" }).waitFor();
  });

  test("what uses a segment is named before it can be deleted", async () => {
    await shown.call("PUT", "/v1/segments/nested", {
      name: IMAGE,
      condition: { segment: "buyers-on-pro" },
    });
    await page.reload();
    await page.getByRole("button", { name: "Delete the segment" }).click();
    await page.getByRole("link", { name: "Segment nested" }).click();
    await page.getByRole("heading", { name: IMAGE }).waitFor();
    await page.getByRole("button", { name: "Delete the segment" }).click();
    await page.getByLabel("Type “nested” to confirm").fill("nested");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/segments$/);
    await page.getByText(`${IMAGE} is deleted`).waitFor();
  });

  test("what the form does not know stays, and a phone does not scroll sideways", async () => {
    await page.goto(`${shown.url}/segments/buyers-on-pro`);
    await page.setViewportSize({ width: 375, height: 800 });
    await page.getByText("JSON", { exact: true }).click();
    const box = page.getByLabel("Condition: JSON");
    await box.fill(`{"all":[{"attribute":"x","is":"${"y".repeat(400)}"},{"strange":1}]}`);
    await page.getByText("Form", { exact: true }).click();
    await page.getByText("The form does not know all of this").waitFor();
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(375);
    expect(shown.complaints).toEqual([]);
  });
});
