import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = `<img src=x onerror="document.title='taken'"> \u202eשלום ${"Eselsohr".repeat(15)}`;

describeConsole("publishing in the console", (shown) => {
  let page: Page;
  const dialog = () => page.getByRole("dialog");
  const publish = () => page.getByRole("button", { name: "Publish", exact: true });
  const sequence = () => shown.call("GET", "/v1/sequences/welcome");
  const save = async (change: (draft: Awaited<ReturnType<typeof sequence>>["draft"]) => void) => {
    const { draft } = await sequence();
    change(draft);
    await shown.call("PUT", "/v1/sequences/welcome", draft);
    await page.reload();
  };

  beforeAll(async () => {
    page = await shown.open("/sequences/welcome");
    const events = ["a", "b", "c"].map((id) => ({ email: `${id}@example.com`, name: "signed_up" }));
    await shown.call("POST", "/v1/events", { events });
  });

  test("the header tells that the draft is not what is live, and Publish leads only then", async () => {
    const told = page.getByText("Draft saved, not published");
    const look = () => publish().getAttribute("data-variant");
    await publish().waitFor();
    expect([await look(), await told.count()]).toEqual(["default", 0]);
    const { draft } = await sequence();
    await save((changed) => {
      changed.name = "Welcome anew";
    });
    await told.waitFor();
    expect(await look()).toBe("filled");
    expect(await violations(page)).toEqual([]);
    await shown.call("PUT", "/v1/sequences/welcome", draft);
    await told.waitFor({ state: "detached" });
    await expect.poll(look).toBe("default");
  });

  test("an error stops it, and leads to its step", async () => {
    await expect.poll(async () => (await sequence()).counts.day, { timeout: 15_000 }).toBe(3);
    await save((draft) => {
      draft.steps.nudge.template = "missing";
    });
    await publish().click();
    await dialog().getByText("1 error stops the publishing").waitFor();
    expect(await dialog().getByRole("button", { name: "Publish version 2" }).isDisabled()).toBe(
      true,
    );
    expect(await violations(page)).toEqual([]);
    await dialog().getByText("Create it, or choose another.").waitFor();
    await dialog()
      .getByRole("button", { name: /There is no template “missing”/ })
      .click();
    await expect.poll(() => new URL(page.url()).searchParams.get("step")).toBe("nudge");
  });

  test("a draft that changed meanwhile is not published unseen", async () => {
    await save((draft) => {
      draft.steps.nudge.template = "welcome-nudge";
      draft.steps.click.timeout = "P4D";
    });
    await publish().click();
    const button = dialog().getByRole("button", { name: "Publish version 2" });
    await expect.poll(() => button.isEnabled(), { timeout: 15_000 }).toBe(true);
    await page.route(/\/v1\/changes/, (route) => route.abort());
    const { draft } = await sequence();
    await shown.call("PUT", "/v1/sequences/welcome", { ...draft, name: HOSTILE });
    await button.click();
    await dialog().getByText("The draft was changed elsewhere while you looked.").waitFor();
    expect((await sequence()).version).toBe(1);
    await page.unroute(/\/v1\/changes/);
    await page.reload();
  });

  test("by mouse: what changes, for whom, a choice for each group, and the move", async () => {
    await save((draft) => {
      draft.start = "pause";
      draft.steps.pause = { kind: "wait", for: "P2D", next: "click" };
      draft.steps.hello = { ...draft.steps.hello, next: "pause" };
      delete draft.steps.day;
      draft.start = "hello";
    });
    await publish().click();
    const words = dialog().getByRole("list", { name: "What changes" });
    await words.getByText("Wait 2 days").waitFor();
    expect(await words.getByText("Removed").count()).toBe(1);
    await dialog().getByText("3: their step is gone, so say where they go on").waitFor();
    await dialog().getByRole("button", { name: "Show both beside each other" }).click();
    await dialog().getByRole("group", { name: "After: Draft" }).getByText("Added").waitFor();
    expect(await violations(page)).toEqual([]);
    const choice = dialog().getByLabel("What those at day do");
    await choice.selectOption("Move to the new version");
    expect(await dialog().getByRole("button", { name: "Publish version 2" }).isDisabled()).toBe(
      true,
    );
    await dialog().getByText("By these choices: 3 move to the new version").waitFor();
    await choice.selectOption("End their runs");
    await dialog().getByText("By these choices: 3 end").waitFor();
    await dialog().getByText("3 no longer get “welcome-nudge”").waitFor();
    await choice.selectOption("Move to the new version");
    await dialog().getByText("3: their step is gone, so say where they go on").waitFor();
    await dialog().getByLabel("Goes on at").selectOption("hello");
    await dialog().getByText("3 get “welcome-hello” a second time").waitFor();
    await dialog().getByLabel("Goes on at").selectOption("pause");
    await dialog().getByText("3 go by other rules").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Publish version 2" }).click();
    await dialog().getByText("All contacts inside were moved or ended as you chose.").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog().getByText("Close", { exact: true }).click();
    await expect.poll(async () => (await sequence()).counts).toEqual({ pause: 3 });
    await page.getByText("version 2").first().waitFor();
    expect(await page.title()).not.toBe("taken");
  });

  test("by keyboard alone: publish, pause and take it back", async () => {
    await save((draft) => {
      draft.name = "Hello";
    });
    await page.getByRole("heading", { name: "Hello" }).waitFor();
    await page.keyboard.press("Control+Enter");
    const button = dialog().getByRole("button", { name: "Publish version 3" });
    await expect.poll(() => button.isEnabled(), { timeout: 15_000 }).toBe(true);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Version 3 is live").waitFor();
    await page.getByRole("button", { name: "More actions" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Pause…" }).waitFor();
    // The menu takes the focus after it is drawn: a key before that moves nothing.
    const moved = async () => {
      const at = await page.evaluate<string>("document.activeElement?.textContent ?? ''");
      if (!at.startsWith("Pause…")) await page.keyboard.press("ArrowDown");
      return at;
    };
    await expect.poll(moved, { timeout: 15_000 }).toMatch(/^Pause…/);
    await page.keyboard.press("Enter");
    await dialog().getByText("Contacts that wait inside: 3").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Pause" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("The sequence is paused").waitFor();
    expect((await sequence()).state).toBe("paused");
    const undo = page.getByRole("status").getByRole("button", { name: "Undo" });
    await undo.focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await sequence()).state).toBe("live");
  });

  test("archiving asks for the word while contacts are inside", async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Archive…" }).click();
    const button = dialog().getByRole("button", { name: "Archive" });
    expect(await button.isDisabled()).toBe(true);
    await dialog().getByRole("textbox").fill("welcome");
    await button.click();
    await page.getByText("The sequence is archived").waitFor();
    await expect.poll(async () => (await sequence()).counts).toEqual({});
    expect(shown.complaints).toEqual([]);
  });

  test("on a phone nothing scrolls sideways", async () => {
    // Without the step whose form was open: on a phone it covers the page.
    await page.goto(`${shown.url}/sequences/welcome`);
    await page.setViewportSize({ width: 375, height: 800 });
    await publish().click();
    await dialog().getByRole("button", { name: "Publish version 4" }).waitFor();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      375,
    );
  });
});
