import { readFileSync } from "node:fs";
import type { World } from "#functions/runtime/world.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";

const FOLDER = new URL("../../examples/welcome/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");

export const KEY = "drip_metered-key-of-43-characters-as-ours-are-0123";

/**
 * The sample as it is, with opens tracked: settings, three templates, the published sequence, a
 * key. What it waits for passes so many times `faster`.
 */
export async function setUp(world: World, faster = 1): Promise<void> {
  const now = world.clock.now();
  await addKey(world, KEY, {
    name: "meter",
    scopes: ["send"],
    createdAt: now,
    usedAt: now,
    limits: { requestsPerSecond: null },
  });
  const from = { name: "Dripstack Sample", email: "hello@dripstack.example" };
  const postalAddress = "Dripstack, 1 Example Street, 12345 Exampleton";
  await writeSettings(world, { from, postalAddress, trackOpens: true });
  const templates: { id: string; subject: string }[] = JSON.parse(read("templates.json"));
  for (const { id, subject } of templates) {
    const source = { subject, mjml: read(`${id}.mjml`) };
    const compiled = await world.renderer.compile(source);
    if (!compiled.ok) throw new Error(`the sample's template ${id} does not compile`);
    await putTemplate(world, id, source, compiled.template, now);
  }
  const hasten = (name: string, value: string) =>
    /^(for|timeout)$/.test(name) ? `PT${parseDuration(value) / 1_000 / faster}S` : value;
  const sequence = JSON.parse(read("sequence.json"), faster === 1 ? undefined : hasten);
  await putDraft(world, "welcome", Definition.parse(sequence), now);
  await publishSequence(world, "welcome", now);
}
