import { readFileSync } from "node:fs";
import type { World } from "#functions/runtime/world.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { getSequence, publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { Defect, NotFound } from "#shared/kernel/errors.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";

const FOLDER = new URL("../../examples/welcome/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");

const SETTINGS = {
  from: { name: "Dripstack Sample", email: "hello@dripstack.example" },
  postalAddress: "Dripstack, 1 Example Street, 12345 Exampleton",
};

/**
 * Loads the sample workspace once: settings, three templates and the published `welcome` sequence.
 */
export async function loadSample(world: World): Promise<void> {
  if (await isLoaded(world)) return;
  const now = world.clock.now();
  await writeSettings(world, SETTINGS);
  const templates: { id: string; subject: string }[] = JSON.parse(read("templates.json"));
  // Without a class: the tutorial also sends one as a transactional mail.
  for (const { id, subject } of templates) {
    const source = { subject, mjml: read(`${id}.mjml`) };
    const compiled = await world.renderer.compile(source);
    if (!compiled.ok) throw new Defect(`the sample's template ${id} does not compile`);
    await putTemplate(world, id, source, compiled.template, now);
  }
  await putDraft(world, "welcome", Definition.parse(JSON.parse(read("sequence.json"))), now);
  await publishSequence(world, "welcome", now);
}

async function isLoaded(world: World): Promise<boolean> {
  try {
    return (await getSequence(world, "welcome")).data.version > 0;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
