import type { Definition } from "#shared/automation/language/index.ts";
import {
  compileProgram,
  faultsOf,
  liveSequenceOf,
  type Migration,
  type Program,
} from "#shared/automation/language/index.ts";
import { type Finding, lint, toFault } from "#shared/automation/lint/index.ts";
import { fanOut, type Job, type StartRows, startJob } from "#shared/bulk/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  type LiveSequence,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Table } from "#shared/ports/table.ts";
import { archiveJob, resumeFanOut } from "./advance-inside.ts";
import { armSchedules, type SchedulesWorld } from "./arm-schedules.ts";
import { readLintContext } from "./lint-context.ts";
import { migrationJob } from "./migration-job.ts";
import { deleteHead, getSequence, putHead, type SequenceHead } from "./sequence-store.ts";
import { assertAllowed, inState } from "./transitions.ts";
import { getVersion, loadProgram, putVersion } from "./version-store.ts";

type Writes = { table: Table<"library", "library"> };
type WriteWorld = { table: Table<"library" | "index", "library" | "index"> };
type World = WriteWorld & SchedulesWorld;

/** The published version, its warnings, and the migration job. */
export type Published = { id: string; version: number; warnings: Finding[]; job?: string };

/**
 * Publishes the draft as the next version. New runs follow it; active runs stay on theirs, except
 * those that `migrations` name, which a job moves. All or nothing.
 * @throws InvalidInput with the lint errors, or an invalid migration
 * @throws Conflict when another request changed the sequence meanwhile
 * @throws TooMany when a job is needed while ten run
 */
export async function publishSequence(
  world: World,
  id: string,
  now: number,
  migrations: Migration[] = [],
): Promise<Published> {
  const { data: head, version: expect } = await getSequence(world, id);
  return publish(world, { head, expect }, head.draft, now, migrations);
}

/**
 * Publishes an earlier version again as the next version. A draft without edits since the last
 * publication becomes that version too; another is kept.
 * @throws NotFound, InvalidInput and Conflict as publishing does
 */
export async function revertSequence(
  world: World,
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
  world: World,
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
  const next: SequenceHead = { ...inState(head, "live", now), version };
  const change: Change = {
    also: [putVersion(id, version, body)],
    toLive: (before) => liveSequenceOf(program, before, now),
  };
  const put = (rows?: StartRows) =>
    goLive(world, program, () => write(world, next, expect, { ...change, rows }, now));
  const start = { kind: migrationJob, subject: id, input: { sequence: id, version } };
  const job = migrations.length > 0 ? await startJob(world, start, now, put) : await put();
  if (state !== "live" && head.version > 0) await fanOut(world, resumeFanOut, { sequence: id });
  const warnings = findings.filter(({ level }) => level === "warning");
  return { id, version, warnings, ...(job && { job: job.id }) };
}

/** The steps of the earlier versions that migrations name. */
async function stepsOfEarlier(world: World, id: string, version: number, migrations: Migration[]) {
  const named = new Set(migrations.map((one) => one.version).filter((one) => one < version));
  const found = await Promise.all([...named].map((one) => getVersion(world, id, one)));
  return new Map([...named].map((one, i) => [one, found[i]!.definition.steps]));
}

/** No contact enters and no run advances until it is resumed. */
export async function pauseSequence(
  world: WriteWorld,
  id: string,
  now: number,
): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("pause", head.state);
  const next = inState(head, "paused", now);
  const toLive = (one?: LiveSequence): LiveSequence => ({ ...one!, state: "paused" });
  await write(world, next, version, { toLive }, now);
  return next;
}

/** Resumes all runs where they are; what became due meanwhile is caught up on. */
export async function resumeSequence(world: World, id: string, now: number): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("resume", head.state);
  const program = await loadProgram(world, id, head.version);
  if (!program) throw new Conflict(`version ${head.version} is missing: try again`);
  const next = inState(head, "live", now);
  const change: Change = {
    // An archived sequence kept no live definition. Triggers during the pause are not replayed.
    toLive: (one) =>
      head.state === "archived"
        ? liveSequenceOf(program, undefined, now)
        : { ...one!, state: "live", since: now },
  };
  await goLive(world, program, () => write(world, next, version, change, now));
  await fanOut(world, resumeFanOut, { sequence: id });
  return next;
}

/**
 * Starts no more runs; a job ends the active ones and drops their unsent mails. Resuming or
 * publishing undoes it.
 * @throws TooMany while ten jobs run
 */
export async function archiveSequence(
  world: World,
  id: string,
  now: number,
): Promise<{ head: SequenceHead; job: Job }> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("archive", head.state);
  const next = inState(head, "archived", now);
  const start = { kind: archiveJob, subject: id, input: { sequence: id } };
  const job = await startJob(world, start, now, (rows) =>
    write(world, next, version, { rows, toLive: () => undefined }, now),
  );
  return { head: next, job };
}

/**
 * Deletes a draft that was never published.
 * @throws Conflict for any other
 */
export async function deleteDraft(world: Writes, id: string): Promise<void> {
  const { data: head, version } = await getSequence(world, id);
  assertAllowed("delete", head.state);
  await world.table.write([deleteHead(id, version)]);
}

async function goLive(world: World, program: Program, change: () => Promise<void>): Promise<void> {
  const { data: live } = await readLiveDefinitions(world);
  await armSchedules(world, program, live.timeZone ?? "UTC", change);
}

type Change = {
  also?: ReturnType<typeof putVersion>[];
  /** The rows of the job that starts with it. */
  rows?: StartRows | undefined;
  /** Undefined when it is no longer live. */
  toLive: (before: LiveSequence | undefined) => LiveSequence | undefined;
};

/**
 * Writes a sequence's head together with its live definition. One row holds those of all sequences,
 * so a concurrent change of another sequence is retried.
 * @throws InvalidInput where there is no room for one more
 * @throws Conflict when another request changed this one
 */
async function write(
  world: WriteWorld,
  head: SequenceHead,
  expect: number,
  { also = [], rows = async () => [], toLive }: Change,
  now: number,
): Promise<void> {
  const isWritten = await untilNoConflict(async () => {
    const [{ version }, read] = await Promise.all([
      getSequence(world, head.id),
      readLiveDefinitions(world),
    ]);
    if (version !== expect) return false;
    const sequences = { [head.id]: toLive(read.data.sequences[head.id]) };
    const writes = [...also, ...(await rows()), putHead(head, expect)];
    await changeLiveDefinitions<"index">(world, read, { sequences }, writes, now);
    return true;
  }, LIVE_DEFINITIONS_TRIES);
  if (!isWritten) throw new Conflict("another request changed this sequence: load it again");
}
