import {
  compileProgram,
  type Definition,
  faultsOf,
  liveSequenceOf,
  type Migration,
} from "#shared/automation/language/index.ts";
import { type Finding, lint, toFault } from "#shared/automation/lint/index.ts";
import { templatesAfter } from "#shared/automation/template-use/index.ts";
import { fanOut, type StartRows, startJob } from "#shared/bulk/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { resumeFanOut } from "./advance-inside.ts";
import { readLintContext } from "./lint-context.ts";
import { goLive, type LifecycleWorld, type LiveChange, writeLive } from "./live-change.ts";
import { migrationJob } from "./migration-job.ts";
import { getSequence, type SequenceHead } from "./sequence-store.ts";
import { assertAllowed, inState } from "./transitions.ts";
import { getVersion, putVersion } from "./version-store.ts";

/** The published version, its warnings, and the migration job. */
export type Published = { id: string; version: number; warnings: Finding[]; job?: string };

/**
 * Publishes the draft as the next version. New runs follow it; active runs stay on theirs, except
 * those that `migrations` name, which a job moves. All or nothing.
 * @throws InvalidInput with the lint errors, or an invalid migration
 * @throws Conflict when another request changed the sequence meanwhile, or since it was `seen`
 * @throws TooMany when a job is needed while ten run
 */
export async function publishSequence(
  world: LifecycleWorld,
  id: string,
  now: number,
  migrations: Migration[] = [],
  seen?: number,
): Promise<Published> {
  const { data: head, version } = await getSequence(world, id);
  return publish(world, { head, expect: seen ?? version }, head.draft, now, migrations);
}

/**
 * Publishes an earlier version again as the next version. A draft without edits since the last
 * publication becomes that version too; another is kept.
 * @throws NotFound, InvalidInput and Conflict as publishing does
 */
export async function revertSequence(
  world: LifecycleWorld,
  id: string,
  version: number,
  now: number,
): Promise<Published> {
  const { data: head, version: expect } = await getSequence(world, id);
  assertAllowed("revert", head.state);
  const { definition } = await getVersion(world, id, version);
  const newest = await getVersion(world, id, head.version);
  const isEdited = JSON.stringify(newest.definition) !== JSON.stringify(head.draft);
  const draft = isEdited ? head.draft : definition;
  return publish(world, { head: { ...head, draft }, expect }, definition, now, []);
}

async function publish(
  world: LifecycleWorld,
  { head, expect }: { head: SequenceHead; expect: number },
  definition: Definition,
  now: number,
  migrations: Migration[],
): Promise<Published> {
  const { id, state } = head;
  assertAllowed("publish", state);
  const version = head.version + 1;
  const findings = lint(definition, await readLintContext(world, id, definition));
  const errors = findings.filter(({ level }) => level === "error").map(toFault);
  const earlier = await stepsOfEarlier(world, id, version, migrations);
  const faults = [
    ...errors,
    ...faultsOf(migrations, { steps: definition.steps, version, earlier }),
  ];
  if (faults.length > 0) throw new InvalidInput("the sequence can not be published yet", faults);
  const program = compileProgram(id, version, definition);
  const body = {
    definition,
    publishedAt: now,
    ...(migrations.length > 0 && { choices: migrations }),
  };
  const sends = templatesAfter(head, version, definition);
  const next: SequenceHead = { ...inState(head, "live", now), version, sends };
  const change: LiveChange = {
    also: [putVersion(id, version, body)],
    toLive: (before) => liveSequenceOf(program, before, now),
  };
  const put = (rows?: StartRows) =>
    goLive(world, program, () => writeLive(world, next, expect, { ...change, rows }, now));
  const start = { kind: migrationJob, subject: id, input: { sequence: id, version } };
  const job = migrations.length > 0 ? await startJob(world, start, now, put) : await put();
  if (state !== "live" && head.version > 0) await fanOut(world, resumeFanOut, { sequence: id });
  const warnings = findings.filter(({ level }) => level === "warning");
  return { id, version, warnings, ...(job && { job: job.id }) };
}

/** The steps of the earlier versions that migrations name. */
async function stepsOfEarlier(
  world: LifecycleWorld,
  id: string,
  version: number,
  migrations: Migration[],
) {
  const named = new Set(migrations.map((one) => one.version).filter((one) => one < version));
  const found = await Promise.all([...named].map((one) => getVersion(world, id, one)));
  return new Map([...named].map((one, i) => [one, found[i]!.definition.steps]));
}
