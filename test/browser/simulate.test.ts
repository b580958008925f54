import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = `<img src=x onerror="document.title='taken'"> \u202eשלום`;

describeConsole("the simulation in the console", (shown) => {
  let page: Page;
  const decisions = () => page.getByRole("list", { name: "Decisions" });
  const scrubber = () => page.getByRole("slider", { name: "Time" });

  beforeAll(async () => {
    await shown.call("PUT", "/v1/contacts/ada", {
      email: "ada@example.com",
      attributes: { plan: "pro", first_name: HOSTILE },
    });
    page = await shown.open("/sequences/welcome?view=simulate");
  });

  test("at once: the trigger's event, each decision with its reason, and the mail", async () => {
    await decisions().getByText("“signed_up” happens").waitFor();
    await decisions().getByText("the time ran out", { exact: false }).waitFor();
    await page.getByText("The run completed.").waitFor();
    await page.frameLocator("iframe").getByText("Write the first mail").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("by mouse: a click of the contact changes the way, while one edits", async () => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByLabel("What", { exact: true }).last().selectOption("With a mail");
    await page.getByLabel("Mail of step").selectOption("hello");
    await decisions().getByText("no case held", { exact: false }).waitFor();
    await decisions().getByText("It saw no plan").waitFor();
    await page.getByRole("button", { name: "Add an attribute" }).click();
    await page.getByLabel("Name").first().fill("plan");
    await page.getByLabel("Value").first().fill("pro");
    await decisions().getByText("Mail “welcome-pro” leaves").waitFor();
    await decisions().getByText("Because: plan is “pro”").waitFor();
    await decisions().getByText("Mail “welcome-hello” leaves").click();
    const picture = page.getByRole("group", { name: "The way of the contact" });
    expect(await picture.locator("[aria-current=step]").textContent()).toContain("hello");
    expect(await scrubber().inputValue()).not.toBe("0");
  });

  test("by keyboard alone: back and forth in time, a real contact, from the middle", async () => {
    await scrubber().focus();
    await page.keyboard.press("Home");
    expect(await scrubber().getAttribute("aria-valuetext")).toContain("“signed_up” happens");
    await page.keyboard.press("ArrowRight");
    expect(await scrubber().getAttribute("aria-valuetext")).toContain("Enters the sequence");
    await page.getByRole("button", { name: "A real one" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Address or id").focus();
    await page.keyboard.type("ada");
    const ada = page.getByRole("button", { name: "ada@example.com" });
    await ada.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Plays for ada").waitFor();
    await page.getByLabel("Begins").selectOption("At plan");
    await decisions()
      .getByText("Wait 1 day", { exact: false })
      .first()
      .waitFor({ state: "detached" });
    await decisions().getByText("Mail “welcome-pro” leaves").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.title()).not.toBe("taken");
  });

  test("what a mail's reader does, when it starts, and what chance decides are chosen", async () => {
    await shown.call("PUT", "/v1/sequences/tried", {
      name: "Tried",
      enter: [{ event: "signed_up" }],
      start: "try",
      steps: {
        try: {
          kind: "experiment",
          variants: [
            { name: "a", next: "hello" },
            { name: "b", next: null },
          ],
          metric: { event: "message.clicked", within: "P3D" },
        },
        hello: { kind: "send", template: "welcome-hello", next: "ask" },
        ask: { kind: "webhook", url: "https://example.com/x", next: null, otherwise: "sorry" },
        sorry: { kind: "send", template: "welcome-pro", next: null },
      },
    });
    const tried = await shown.open("/sequences/tried?view=simulate");
    const said = (text: string) =>
      tried.getByRole("list", { name: "Decisions" }).getByText(text).waitFor();
    await tried.getByLabel("Try a, b (try)").selectOption("b");
    await said("Because: b");
    await tried.getByLabel("Try a, b (try)").selectOption("a");
    await tried.getByLabel("Post to example.com (ask)").selectOption("Refuses");
    await said("Mail “welcome-pro” leaves");
    await tried.getByLabel("Starts at").fill("2027-03-01T10:00");
    const list = tried.getByRole("list", { name: "Decisions" });
    await expect.poll(() => list.textContent()).toContain("1 Mar");
    await list.getByText("Mail “welcome-hello” leaves").click();
    await tried.getByRole("button", { name: "is clicked" }).click();
    await said("“message.clicked” happens");
    expect(await tried.getByLabel("Time of hello").inputValue()).toContain("2027-03-01T1");
    expect(await violations(tried)).toEqual([]);
    await tried.close();
  });

  test("a contact that nothing lets in is told how to get in", async () => {
    await page.getByLabel("Begins").selectOption("By its trigger");
    for (const _ of [1, 2])
      await page
        .getByRole("button", { name: /^Remove (signed_up|hello)$/ })
        .first()
        .click();
    await page.getByText("Nothing happens").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("on a phone the steps are a list with the run's way, and nothing scrolls sideways", async () => {
    await page.setViewportSize({ width: 375, height: 800 });
    await page.reload();
    await decisions().getByText("Mail “welcome-hello” leaves").waitFor();
    const steps = page.getByRole("list", { name: "The way of the contact" });
    await steps.waitFor();
    const first = steps.getByRole("button", { name: /welcome-hello/ });
    await first.click();
    await expect.poll(() => first.getAttribute("aria-current")).toBe("step");
    expect(await first.textContent()).toContain("Mail sent");
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      375,
    );
    expect(shown.complaints).toEqual([]);
  });
});
