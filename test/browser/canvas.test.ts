import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("sequences made and changed by mouse", (shown) => {
  let page: Page;
  beforeAll(async () => {
    page = await shown.open("/sequences");
  });
  const node = (name: string) => page.locator(`[data-node="${name}"]`);
  const saved = () => page.getByText("Saved", { exact: true }).waitFor();
  const draft = async (id: string) => (await shown.call("GET", `/v1/sequences/${id}`)).draft;

  test("the list tells what there is, and is narrowed", async () => {
    await page.getByRole("button", { name: "Welcome" }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Archived" }).click();
    await page.getByText("No sequence matches.").waitFor();
    expect(page.url()).toContain("state=archived");
    await page.getByRole("button", { name: "All", exact: true }).click();
  });

  test("a new one begins from a sample, under a name of its own", async () => {
    await page.getByRole("button", { name: "New sequence" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Hello there");
    await page.getByLabel("Abandoned cart").check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Create the draft" }).click();
    await node("reminder").waitFor();
    expect(new URL(page.url()).pathname).toBe("/sequences/hello-there");
    expect((await draft("hello-there")).enter).toEqual([{ event: "cart_abandoned" }]);
    expect(await violations(page)).toEqual([]);
  });

  test("a step is put into an arrow, edited in its form, and saved by itself", async () => {
    await page.getByRole("button", { name: "Add a step after reminder" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("option", { name: /^Branch/ }).click();
    await node("branch").waitFor();
    await page.locator('[data-path="/steps/branch/cases"] input:focus').waitFor();
    expect(await page.locator("input:focus").inputValue()).toBe("");
    await page.getByText("Choose an attribute").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type("plan");
    await page.getByLabel("Name of the step").fill("is-pro");
    await page.getByLabel("Name of the step").press("Enter");
    await node("is-pro").waitFor();
    expect(await violations(page)).toEqual([]);
    await saved();
    const { steps } = await draft("hello-there");
    expect(Object.keys(steps)).toEqual(["hour", "reminder", "is-pro", "day", "last-word"]);
    expect(steps.reminder.next).toBe("is-pro");
    expect(steps["is-pro"].otherwise).toBe("day");
  });

  test("what was removed comes back by the toast, and by undo", async () => {
    await page.getByLabel("Find a step").fill("wait 1 day");
    await page.getByLabel("Find a step").press("Enter");
    await node("day").click();
    await page.getByRole("button", { name: "Remove the step" }).click();
    await node("day").waitFor({ state: "detached" });
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await node("day").waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await node("day").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Redo" }).click();
    await node("day").waitFor();
    await saved();
  });

  test("a finding stands on its step, and leads to what to do", async () => {
    await page.getByLabel("Find a step").fill("cart-reminder");
    await page.getByLabel("Find a step").press("Enter");
    await expect
      .poll(() => node("reminder").textContent())
      .toContain("Error: There is no template");
    await node("reminder").click();
    await page.locator("[data-form]").getByLabel("Template").first().fill("welcome-hello");
    await page.keyboard.press("Enter");
    await expect.poll(() => node("reminder").textContent()).not.toContain("Error");
  });

  test("a trigger is picked by its kind, and its form is open at it", async () => {
    await page.getByRole("button", { name: "Fit into view" }).click();
    await page.getByRole("button", { name: "Add a trigger" }).click();
    await page.getByRole("option", { name: /^Segment/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("option", { name: /^Segment/ }).click();
    await page.locator('[data-path="/enter/1/segment"] input:focus').waitFor();
    await page.keyboard.type("everyone");
    await page.keyboard.press("Enter");
    await expect.poll(() => node("enter:").textContent()).toContain("and 1 more");
    await saved();
    expect((await draft("hello-there")).enter).toEqual([
      { event: "cart_abandoned" },
      { segment: "everyone", when: "entered" },
    ]);
  });

  test("the list of findings leads to the field", async () => {
    await page.getByRole("button", { name: /^\d findings?$/ }).click();
    const panel = page.getByRole("region", { name: "Findings" });
    await panel.getByText("there is no segment", { exact: false }).click();
    await page.locator('[data-path="/enter/1/segment"] input:focus').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Remove: Triggers 2" }).click();
    await panel.getByText("there is no segment", { exact: false }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Close the findings" }).click();
  });

  test("code and canvas follow each other, and a mistake leaves the sequence alone", async () => {
    await page.getByRole("tab", { name: "Code" }).click();
    const line = page.locator(".cm-line", { hasText: "PT1H" });
    await line.click();
    await page.keyboard.press("End");
    await page.keyboard.type("oops");
    await page.getByText(/^Line \d+, column \d+/).waitFor();
    expect(await node("hour").textContent()).toContain("Wait 1 hour");
    for (const _ of "oops") await page.keyboard.press("Backspace");
    await page.getByText("Code and canvas are the same").waitFor();
    await line.locator("span", { hasText: "PT1H" }).dblclick();
    await page.keyboard.type("PT5H");
    await expect.poll(() => node("hour").textContent()).toContain("Wait 5 hours");
    expect(await violations(page)).toEqual([]);
    await saved();
    expect((await draft("hello-there")).steps.hour.for).toBe("PT5H");
    // Where it scrolls, the keyboard reaches it.
    const phone = await shown.open("/sequences/welcome?view=code", {
      viewport: { width: 375, height: 700 },
    });
    await phone.locator(".cm-line", { hasText: "enter" }).first().waitFor();
    expect(await violations(phone)).toEqual([]);
    await phone.context().close();
    expect(shown.complaints).toEqual([]);
  });
});
