import * as z from "zod/mini";
import { compileProgram } from "#shared/automation/language/index.ts";
import { check } from "#shared/http/index.ts";
import {
  assertScript,
  Events,
  forceBranches,
  InventedContact,
  inventContact,
  readScript,
  scriptFields,
  showResult,
  simulate,
} from "#shared/insight/simulation/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { CliIo } from "../io.ts";
import { load, loadDefinition } from "./load.ts";
import { table } from "./table.ts";

type Options = { events: string; contact?: string; from?: string; until?: string; json?: true };

/** Prints a simulation of the sequence in a file, one entry per line. */
export async function simulateFile(io: CliIo, file: string, options: Options): Promise<void> {
  const definition = await loadDefinition(file);
  const input = await load(options.events);
  const script = Array.isArray(input) ? { events: check(Events, input, "list of events") } : input;
  const { from, until } = options;
  const fields = { ...(script as object), ...(from && { from }), ...(until && { until }) };
  const read = check(z.strictObject(scriptFields()), fields, `script in ${options.events}`);
  const start = read.from ?? read.events.find(({ at }) => !at.startsWith("P"))?.at;
  if (start === undefined)
    throw new InvalidInput("say when it starts: --from 2026-12-01T09:00:00Z");
  const given = options.contact ? await load(options.contact) : {};
  const { choice, ...rest } = readScript({ ...read, from: start }, 0);
  assertScript(definition, { choice, ...rest });
  const program = compileProgram("simulated", 1, forceBranches(definition, choice));
  const who = check(InventedContact, given, `contact in ${options.contact}`);
  const contact = inventContact(who, rest.start);
  const found = simulate({ program, contact, ...rest });
  const shown = showResult(found);
  const zones = [...new Set(found.timeline.map(({ zone }) => zone))];
  io.out(options.json ? `${JSON.stringify(shown)}\n` : table(shown, zones));
}
