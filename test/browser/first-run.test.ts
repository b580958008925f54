import { expect, test } from "vitest";
import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

/** From the printed link to a followed click, with a person's pauses left out. */
const BUDGET_MS = 30_000;

describeConsole("the first run", (shown) => {
  test("a mail is seen and its link followed in less than 30 seconds", async () => {
    const link = (shown.program.ready as unknown as { console: string }).console;
    const page = await shown.open("/nothing", { isSignedOut: true });
    await page.goto("about:blank");
    const startedAt = performance.now();
    await page.goto(link);
    await page.getByRole("button", { name: "Sign up as a new contact" }).click();
    const mail = page.frameLocator("iframe");
    await mail.getByText("Take the tour").waitFor();
    const seenAt = performance.now();
    const popup = page.waitForEvent("popup");
    await mail.getByText("Take the tour").click();
    await (await popup).close();
    await page.getByText("followed a link in the mail").waitFor();
    const tookMs = performance.now() - startedAt;
    process.stderr.write(
      `first run: mail seen after ${((seenAt - startedAt) / 1_000).toFixed(1)} s, ` +
        `click told after ${(tookMs / 1_000).toFixed(1)} s\n`,
    );
    expect(tookMs).toBeLessThan(BUDGET_MS);
    expect(await violations(page)).toEqual([]);
  });

  test("the contact is seen on its steps, and the clock brings the next mail", async () => {
    const page = await shown.open("/");
    await page.getByText("What happens to ada@example.com").waitFor();
    await page.getByRole("button", { name: "+1 day" }).click();
    await page.getByText("all that was due is done").waitFor();
    await page.getByText("One small step", { exact: true }).waitFor();
    await page.getByText("the sequence is complete").waitFor();
    await page.getByRole("button", { name: "Sign up another" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("What happens to grace@example.com").waitFor();
  });

  test("below it stand what needs attention, today and recent changes; it can be hidden", async () => {
    const page = await shown.open("/");
    await page.getByText("All is well").waitFor();
    await page.getByText(/today, \d+ in the last 14 days/).waitFor();
    const chart = page.getByRole("slider", { name: /^Mails sent by day/ });
    const said = () => chart.getAttribute("aria-valuetext");
    await chart.focus();
    const ofToday = await said();
    await page.keyboard.press("ArrowLeft");
    expect(await said()).not.toBe(ofToday);
    expect(await said()).toMatch(/20\d\d: \d+$/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("End");
    expect(await said()).toBe(ofToday);
    await page.getByRole("button", { name: "Show as table" }).click();
    await page.getByRole("table", { name: "Mails sent by day" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Hide this" }).click();
    await page.reload();
    await page.getByText("All is well").waitFor();
    expect(await page.getByText("See it work").count()).toBe(0);
  });

  test("what is wrong leads to its remedy, on a phone too", async () => {
    await shown.call("PUT", "/v1/settings", {});
    await shown.call("POST", "/v1/sending/stop");
    const page = await shown.open("/", { viewport: { width: 375, height: 800 } });
    await page.getByRole("link", { name: "The sender is missing" }).waitFor();
    expect(await violations(page)).toEqual([]);
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(375);
    await page.getByRole("link", { name: "The sender is missing" }).click();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    expect(shown.complaints).toEqual([]);
  });
});

const startWithoutSample = () =>
  Program.start(tempFolder("browser"), { DRIPSTACK_DEV: "1", DRIPSTACK_SAMPLE: "0" });

describeConsole(
  "a start without the sample",
  (shown) => {
    test("Home says what to do first, and leads there, until there is a sequence", async () => {
      const page = await shown.open("/");
      await page.getByRole("heading", { name: "Begin here" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("link", { name: "Say who mails come from" }).click();
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await page.goto(`${shown.url}/messages`);
      await page.getByRole("link", { name: "To the sequences" }).click();
      await page.getByText("No sequence yet").waitFor();
      await shown.call("PUT", "/v1/sequences/first", {
        name: "First",
        enter: [{ event: "signed_up" }],
        start: "day",
        steps: { day: { kind: "wait", for: "P1D", next: null } },
      });
      await page.goto(shown.url);
      await page.getByRole("heading", { name: "Today" }).waitFor();
      await page.getByRole("heading", { name: "Begin here" }).waitFor({ state: "detached" });
      expect(shown.complaints).toEqual([]);
    });
  },
  startWithoutSample,
);
