import { ownEvent } from "#shared/intake/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ENROLLED, listPeople, readProfiles, SCHEDULE_REACHED } from "#shared/people/index.ts";
import type { QueueMessage } from "#shared/ports/queue.ts";
import { readShard } from "#shared/segments/index.ts";
import { listMembers } from "#shared/sequences/index.ts";
import { messagesOf } from "#shared/wheel/index.ts";
import type { RunsWorld } from "./runs-world.ts";
import type { Walk } from "./work.ts";

/** Works off a page of people and goes on with the next. Doing it again is harmless. */
export async function walk(world: RunsWorld, { after, ...rest }: Walk): Promise<void> {
  const page = await readPage(world, { ...rest, ...(after !== undefined && { after }) });
  const now = world.clock.now();
  const people = rest.task.do === "enroll" ? await chosen(world, rest, page.people) : page.people;
  await world.queue.send("work", messagesFor(rest, people, now));
  if (page.cursor === undefined) return;
  await world.queue.send("work", [{ body: { walk: { ...rest, after: page.cursor } } }]);
}

type Person = { contact: string };

async function readPage(
  world: RunsWorld,
  { over, shard, after }: Walk,
): Promise<{ people: Person[]; cursor?: string }> {
  if (over.kind === "segment") {
    const { items, cursor } = await readShard(world, over.id, shard, after);
    const people = items.map(({ id }) => ({ contact: id }));
    return { people, ...(cursor !== undefined && { cursor }) };
  }
  const { items, cursor } =
    over.kind === "sequence"
      ? await listMembers(world, over.id, shard, after)
      : await listPeople(world, shard, after);
  const people = items.map(({ data: { contact } }): Person => ({ contact }));
  return { people, ...(cursor !== undefined && { cursor }) };
}

/** Those of a page whom the task does not leave out. */
async function chosen(world: RunsWorld, { task }: Walk, people: Person[]): Promise<Person[]> {
  const ids = people.map(({ contact }) => contact);
  const profiles = await readProfiles(world, ids);
  return profiles
    .filter(({ existing }) => !isLeftOut(task, existing))
    .map(({ id }) => ({ contact: id }));
}

const isLeftOut = (task: Walk["task"], existing: number | undefined) =>
  task.do === "enroll" && !task.includeExisting && existing !== undefined;

function messagesFor({ over, task }: Walk, people: Person[], now: number): QueueMessage[] {
  if (task.do === "touch") return people.map(({ contact }) => ({ body: { touched: contact } }));
  if (task.do === "enter") {
    const { sequence, at } = task;
    const event = {
      id: `t_${digest(sequence, at)}`,
      name: SCHEDULE_REACHED,
      at,
      data: { sequence },
    };
    return people.map(({ contact }) => ({ body: ownEvent({ contact, ...event }) }));
  }
  if (task.do === "enroll") {
    const { sequence, id, at, data } = task;
    const event = { id, name: ENROLLED, at, data: { ...data, sequence } };
    return people.map(({ contact }) => ({ body: ownEvent({ contact, ...event }) }));
  }
  if (task.do === "remove") {
    const { sequence } = task;
    return people.map(({ contact }) => ({ body: { removed: { contact, sequence } } }));
  }
  const sequence = over.kind === "sequence" ? over.id : "";
  return messagesOf(
    people.map(({ contact }) => ({
      kind: "run",
      contact,
      sequence,
      at: now,
    })),
    now,
  );
}
