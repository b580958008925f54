import { readEnrollments } from "#shared/automation/enrollments/index.ts";
import type { Definition, Migration } from "#shared/automation/language/index.ts";
import { defineBulk, type Job, LIST_SHARDS, pageOverShards, startJob } from "#shared/bulk/index.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { compareVersions, type StepChoice } from "./impact.ts";
import { type ImpactGroups, joinGroups, NO_GROUPS } from "./impact-groups.ts";
import { listMembers, type SequenceMember } from "./member-store.ts";
import { getSequence } from "./sequence-store.ts";
import { loadProgram } from "./version-store.ts";

type Reads = { table: TableReader<"people" | "library" | "index"> };
type World = { table: Table<"people" | "library" | "index", "index">; queue: Queue<"work"> };

/** The most contacts compared within the request; more need a job. */
const MAX_AT_ONCE = 2_000;

type Input = { sequence: string; draft: Definition; choices?: Migration[] | undefined };

/** Compares the version of each active run with a draft. */
export const impactJob = defineBulk<Reads, Input, ImpactGroups>({
  kind: "impact",
  shards: LIST_SHARDS,
  page: async (world, { input, shard, after, gathered = NO_GROUPS }) => {
    const page = await listMembers(world, input.sequence, shard, after);
    const members = page.items.map(({ data }) => data);
    const found = await groupsOf(world, input, members);
    return {
      seen: members.length,
      gathered: joinGroups(gathered, found),
      next: page.cursor,
    };
  },
  finish: (gathered) => gathered.reduce(joinGroups, NO_GROUPS),
});

/**
 * The impact of publishing a draft, by default the saved one, on active runs, as if all moved or
 * under `choices`: at once for up to 2,000 contacts, else as a job.
 * @throws NotFound, and TooMany when a job is needed while ten run
 */
export async function measureImpact(
  world: World,
  id: string,
  now: number,
  { inHand, choices }: { inHand?: Definition; choices?: Migration[] | undefined } = {},
): Promise<ImpactGroups | Job> {
  const { draft: saved } = (await getSequence(world, id)).data;
  const input = { sequence: id, draft: inHand ?? saved, ...(choices && { choices }) };
  const members = await listFew(world, id);
  if (members) return groupsOf(world, input, members);
  return startJob(world, { kind: impactJob, subject: id, input }, now);
}

/** All members; undefined if they are too many. */
async function listFew(world: Reads, id: string): Promise<SequenceMember[] | undefined> {
  const { items, next } = await pageOverShards({ limit: MAX_AT_ONCE + 1 }, (shard, after, room) =>
    listMembers(world, id, shard, after, room),
  );
  return next || items.length > MAX_AT_ONCE ? undefined : items.map(({ data }) => data);
}

async function groupsOf(
  world: Reads,
  { sequence, draft, choices }: Input,
  members: SequenceMember[],
): Promise<ImpactGroups> {
  const compared = new Map<number, ReturnType<typeof compareVersions>>();
  const groups: ImpactGroups["groups"] = [];
  for (const { contact, enrollment: run } of await readEnrollments(world, sequence, members)) {
    const { version, step, status } = run;
    if (status !== "active" || step === null) continue;
    const program = await loadProgram(world, sequence, version);
    if (!program) continue;
    const compare =
      compared.get(version) ??
      compareVersions(program.definition, draft, choiceIn(choices, version));
    compared.set(version, compare);
    groups.push({ version, step, ...compare(run), people: 1, contacts: [contact] });
  }
  return joinGroups(NO_GROUPS, { groups, more: 0 });
}

/** Without choices, as if all moved; with them, a step without one finishes, as by publishing. */
const choiceIn = (choices: Migration[] | undefined, version: number) =>
  choices &&
  ((step: string): StepChoice =>
    choices.find((one) => one.version === version && one.step === step) ?? { do: "finish" });
