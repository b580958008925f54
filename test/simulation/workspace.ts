import { readFileSync } from "node:fs";
import type { World } from "#functions/runtime/world.ts";
import { Condition } from "#shared/audience/conditions/index.ts";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import { EXTRA, FANS, TOUR } from "./tour.ts";

const SEQUENCE = new URL("../../examples/welcome/sequence.json", import.meta.url);

/**
 * Two mails of one moment, a third a day later, a last one after minutes; again for every order; an
 * end by cancelling; two mails in half a day.
 */
const ORDERS = {
  name: "Orders",
  enter: [{ event: "ordered" }],
  reentry: "after-exit",
  exit: [{ event: "cancelled", within: "PT6H" }],
  settings: { cap: { mails: 2, per: "PT12H" } },
  start: "receipt",
  steps: {
    receipt: { kind: "send", template: "receipt", next: "thanks" },
    thanks: { kind: "send", template: "thanks", next: "day" },
    day: { kind: "wait", for: "P1D", next: "later" },
    later: { kind: "send", template: "later", next: "minutes" },
    minutes: { kind: "wait", for: "PT3M", next: "last" },
    last: { kind: "send", template: "later", next: null },
  },
};

export const TEMPLATES = [
  "welcome-hello",
  "welcome-pro",
  "welcome-nudge",
  "receipt",
  "thanks",
  "later",
];

/** The sample sequence with small templates: what is simulated is the delivery, not the look. */
export async function loadSimulated(world: World): Promise<void> {
  const from = { name: "Sim", email: "sim@example.com" };
  await writeSettings(world, { from, postalAddress: "1 Example Street" });
  for (const id of TEMPLATES) await addTemplate(world, id);
  const welcome: unknown = JSON.parse(readFileSync(SEQUENCE, "utf8"));
  await publish(world, { welcome, orders: ORDERS });
}

/** The sequences with every other kind of step, and a segment. */
export async function loadTour(world: World): Promise<void> {
  await addTemplate(world, "tour");
  const condition = Condition.parse(FANS.condition);
  await saveSegment(world, "fans", { name: FANS.name, condition }, world.clock.now());
  await publish(world, { extra: EXTRA, tour: TOUR });
}

async function addTemplate(world: World, id: string): Promise<void> {
  const html = `<p>Hello {{ contact.email }}</p><a href="https://example.com/${id}">go</a>`;
  const source = { subject: id, html };
  const compiled = await world.renderer.compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  await putTemplate(world, id, source, compiled.template, world.clock.now());
}

async function publish(world: World, definitions: Record<string, unknown>): Promise<void> {
  for (const [id, definition] of Object.entries(definitions)) {
    await putDraft(world, id, Definition.parse(definition), world.clock.now());
    await publishSequence(world, id, world.clock.now());
  }
}
