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
import { assertMay, inState } from "./transitions.ts";
import { getVersion, loadProgram, putVersion } from "./version-store.ts";

type Writes = { table: Table<"library", "library"> };
type WriteWorld = { table: Table<"library" | "index", "library" | "index"> };
type World = WriteWorld & SchedulesWorld;

/** The version that was published, what lint warns of, and the job that applies the choices. */
export type Published = { id: string; version: number; warnings: Finding[]; job?: string };

/**
 * Makes the draft the next version, which new runs follow; runs under way stay on theirs, but for those that `choices`
 * name, by a job. All or nothing.
 * @throws InvalidInput with what lint found, or a choice that leads nowhere
 * @throws Conflict when another request changed the sequence meanwhile
 * @throws TooMany when a job is needed while ten run
 */
export async function publishSequence(
  world: World,
  id: string,
  now: number,
  choices: Migration[] = [],
): Promise<Published> {
  const { data: head, version: expect } = await getSequence(world, id);
  return publish(world, { head, expect }, head.draft, now, choices);
}

/**
 * Makes the body of an earlier version the next version. A draft that was not touched since the last publishing becomes
 * that body too; another is kept.
 * @throws NotFound, InvalidInput and Conflict as publishing does
 */
export async function revertSequence(
  world: World,
  id: string,
  version: number,
  now: number,
): Promise<Published> {
  const { data: head, version: expect } = await getSequence(world, id);
  assertMay("revert", head.state);
  const { definition } = await getVersion(world, id, version);
  const newest = await getVersion(world, id, head.version);
  const isTouched = JSON.stringify(newest.definition) !== JSON.stringify(head.draft);
  const draft = isTouched ? head.draft : definition;
  return publish(world, { head: { ...head, draft }, expect }, definition, now, []);
}

async function publish(
  world: World,
  { head, expect }: { head: SequenceHead; expect: number },
  definition: Definition,
  now: number,
  choices: Migration[],
): Promise<Published> {
  const { id, state } = head;
  assertMay("publish", state);
  const version = head.version + 1;
  const findings = lint(definition, await readLintContext(world, id, definition));
  const errors = findings.filter(({ level }) => level === "error").map(toFault);
  const earlier = await stepsOfEarlier(world, id, version, choices);
  const faults = [...errors, ...faultsOf(choices, { steps: definition.steps, version, earlier })];
  if (faults.length > 0) throw new InvalidInput("the sequence can not be published yet", faults);
  const program = compileProgram(id, version, definition);
  const body = { definition, publishedAt: now, ...(choices.length > 0 && { choices }) };
  const next: SequenceHead = { ...inState(head, "live", now), version };
  const change: Change = {
    also: [putVersion(id, version, body)],
    toSwitch: (before) => liveSequenceOf(program, before, now),
  };
  const put = (rows?: StartRows) =>
    goLive(world, program, () => write(world, next, expect, { ...change, rows }, now));
  const migration = { kind: migrationJob, subject: id, input: { sequence: id, version } };
  const job = choices.length > 0 ? await startJob(world, migration, now, put) : await put();
  if (state !== "live" && head.version > 0) await fanOut(world, resumeFanOut, { sequence: id });
  const warnings = findings.filter(({ level }) => level === "warning");
  return { id, version, warnings, ...(job && { job: job.id }) };
}

/** The steps of the versions before `version` that choices name. */
async function stepsOfEarlier(world: World, id: string, version: number, choices: Migration[]) {
  const named = new Set(choices.map((choice) => choice.version).filter((one) => one < version));
  const found = await Promise.all([...named].map((one) => getVersion(world, id, one)));
  return new Map([...named].map((one, i) => [one, found[i]!.definition.steps]));
}

/** No contact enters and no run advances; all runs keep their place. */
export async function pauseSequence(
  world: WriteWorld,
  id: string,
  now: number,
): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  assertMay("pause", head.state);
  const next = inState(head, "paused", now);
  const toSwitch = (one?: LiveSequence): LiveSequence => ({ ...one!, state: "paused" });
  await write(world, next, version, { toSwitch }, now);
  return next;
}

/** Goes on where each run stands: all that are inside are advanced, so that what became due meanwhile is not lost. */
export async function resumeSequence(world: World, id: string, now: number): Promise<SequenceHead> {
  const { data: head, version } = await getSequence(world, id);
  assertMay("resume", head.state);
  const program = await loadProgram(world, id, head.version);
  if (!program) throw new Conflict(`version ${head.version} is not there: try again`);
  const next = inState(head, "live", now);
  const change: Change = {
    // Of an archived one nothing was kept. Dates and events reached meanwhile are not replayed.
    toSwitch: (one) =>
      head.state === "archived"
        ? liveSequenceOf(program, undefined, now)
        : { ...one!, state: "live", since: now },
  };
  await goLive(world, program, () => write(world, next, version, change, now));
  await fanOut(world, resumeFanOut, { sequence: id });
  return next;
}

/**
 * No run starts any more, and a job ends all that are inside; their mails that have not begun are dropped. Resuming or
 * publishing brings the sequence back.
 * @throws TooMany while ten jobs run
 */
export async function archiveSequence(
  world: World,
  id: string,
  now: number,
): Promise<{ head: SequenceHead; job: Job }> {
  const { data: head, version } = await getSequence(world, id);
  assertMay("archive", head.state);
  const next = inState(head, "archived", now);
  const start = { kind: archiveJob, subject: id, input: { sequence: id } };
  const job = await startJob(world, start, now, (rows) =>
    write(world, next, version, { rows, toSwitch: () => undefined }, now),
  );
  return { head: next, job };
}

/** Removes a draft that was never published. @throws Conflict for any other */
export async function deleteDraft(world: Writes, id: string): Promise<void> {
  const { data: head, version } = await getSequence(world, id);
  assertMay("delete", head.state);
  await world.table.write([deleteHead(id, version)]);
}

async function goLive(world: World, program: Program, act: () => Promise<void>): Promise<void> {
  const { data: switches } = await readLiveDefinitions(world);
  await armSchedules(world, program, switches.timeZone ?? "UTC", act);
}

type Change = {
  also?: ReturnType<typeof putVersion>[];
  /** Of the job that starts with it. */
  rows?: StartRows | undefined;
  /** Undefined for one that leaves what is in force. */
  toSwitch: (before: LiveSequence | undefined) => LiveSequence | undefined;
};

/**
 * A sequence's head together with its live definition: one row says for all sequences what is in
 * force, so that a change of another sequence meanwhile is no reason to give up.
 * @throws InvalidInput where there is no room for one more
 * @throws Conflict when another request changed this one
 */
async function write(
  world: WriteWorld,
  head: SequenceHead,
  expect: number,
  { also = [], rows = async () => [], toSwitch }: Change,
  now: number,
): Promise<void> {
  const isWritten = await untilNoConflict(async () => {
    const [{ version }, read] = await Promise.all([
      getSequence(world, head.id),
      readLiveDefinitions(world),
    ]);
    if (version !== expect) return false;
    const sequences = { [head.id]: toSwitch(read.data.sequences[head.id]) };
    const together = [...also, ...(await rows()), putHead(head, expect)];
    await changeLiveDefinitions<"index">(world, read, { sequences }, together, now);
    return true;
  }, LIVE_DEFINITIONS_TRIES);
  if (!isWritten) throw new Conflict("another request changed this sequence: load it again");
}
