import type { Browser, Page } from "playwright-core";
import type { Program } from "./program.ts";

const STEPS = 200;
const CONTACTS = 2_000;
const BATCH = 500;
const MEASURED_MS = 3_000;

/** As many steps as a sequence may have: branches, and mails that one of their ways passes. */
function longSequence() {
  const name = (at: number) => (at < STEPS ? `s${at}` : null);
  const stepAt = (at: number) =>
    at % 2 === 0
      ? {
          kind: "branch",
          cases: [{ when: { attribute: "plan", is: `p${at}` }, next: name(at + 1) }],
          otherwise: name(at + 2),
        }
      : { kind: "send", template: "welcome-hello", next: name(at + 1) };
  const steps = Array.from({ length: STEPS }, (_, at) => [`s${at}`, stepAt(at)]);
  const base = { enter: [{ event: "signed_up" }], reentry: "never", exit: [], settings: {} };
  return { ...base, name: "Long", start: "s0", steps: Object.fromEntries(steps) };
}

/** What the two pages show. */
export async function fillLong(program: Program): Promise<void> {
  await program.call("PUT", "/v1/sequences/long", longSequence());
  for (let from = 0; from < CONTACTS; from += BATCH) {
    const events = Array.from({ length: BATCH }, (_, at) => ({
      email: `contact-${from + at}@example.com`,
      name: "brought over",
    }));
    await program.call("POST", "/v1/events", { events, backfill: true });
  }
}

/** Frames a second while the canvas of 200 steps is panned, and while a list scrolls. */
export async function consoleFps(browser: Browser, { ready }: Program) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  const signedIn = await context.request.post(`${ready.url}/v1/sessions`, {
    data: { key: ready.adminKey },
  });
  if (signedIn.status() !== 201) throw new Error(`sign-in: ${signedIn.status()}`);
  const page = await context.newPage();
  try {
    await page.goto(`${ready.url}/sequences/long`);
    await page.locator('[data-node="s0"]').waitFor();
    const canvas = await framesPerSecond(page, ".react-flow__pane");
    await page.goto(`${ready.url}/contacts`);
    await page.locator("tbody tr[data-index]").first().waitFor();
    return { canvas, list: await framesPerSecond(page, "main div:has(> table)") };
  } finally {
    await context.close();
  }
}

/** Turns the wheel over an element, up and down, once a frame. */
const framesPerSecond = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    ({ where, ms }) => {
      const { document, performance, requestAnimationFrame, WheelEvent } =
        globalThis as unknown as DomGlobals;
      const element = document.querySelector(where)!;
      const place = () => `${document.querySelector(".react-flow__viewport")?.style.transform}`;
      const before = place();
      return new Promise<number>((resolve, reject) => {
        let frames = 0;
        let hasMoved = false;
        const began = performance.now();
        const step = (now: number) => {
          if (now - began >= ms) {
            if (!hasMoved) return reject(new Error(`${where} does not move`));
            return resolve((frames * 1_000) / (now - began));
          }
          frames++;
          hasMoved ||= place() !== before || element.scrollTop > 0;
          const deltaY = (now - began) % 1_500 < 1_000 ? 40 : -40;
          element.dispatchEvent(new WheelEvent("wheel", { deltaY, bubbles: true }));
          // A wheel event of a script moves no scroller.
          element.scrollTop += deltaY;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      });
    },
    { where: selector, ms: MEASURED_MS },
  );

/** Of the browser's globals what this uses; the tests are typed without the DOM. */
type DomGlobals = {
  document: { querySelector: (selector: string) => Scrolled | null };
  performance: { now: () => number };
  requestAnimationFrame: (run: (now: number) => void) => void;
  WheelEvent: new (name: string, init: { deltaY: number; bubbles: boolean }) => object;
};
type Scrolled = {
  scrollTop: number;
  style: { transform: string };
  dispatchEvent: (event: object) => void;
};
