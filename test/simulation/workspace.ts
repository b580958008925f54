import { readFileSync } from "node:fs";
import type { World } from "#shared/ports/world.ts";
import { Definition, publishSequence, putDraft } from "#shared/sequences/index.ts";
import { putTemplate } from "#shared/templates/index.ts";
import { writeSettings } from "#shared/workspace/index.ts";

const SEQUENCE = new URL("../../examples/welcome/sequence.json", import.meta.url);

/** The sample sequence with small templates: what is simulated is the delivery, not the look. */
export async function loadSimulated(world: World): Promise<void> {
  const from = { name: "Sim", email: "sim@example.com" };
  await writeSettings(world, { from, postalAddress: "1 Example Street" });
  for (const id of ["welcome-hello", "welcome-pro", "welcome-nudge"]) {
    const html = `<p>Hello {{ contact.email }}</p><a href="https://example.com/${id}">go</a>`;
    const source = { subject: id, html };
    const compiled = await world.renderer.compile(source);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
    await putTemplate(world, id, source, compiled.template, world.clock.now());
  }
  const definition = Definition.parse(JSON.parse(readFileSync(SEQUENCE, "utf8")));
  await putDraft(world, "welcome", definition, world.clock.now());
  await publishSequence(world, "welcome", world.clock.now());
}
