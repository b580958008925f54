import type { Facts, Happening } from "#shared/audience/conditions/index.ts";
import {
  type EventRow,
  isRead,
  readHistory,
  type WantedHistory,
  want,
} from "#shared/audience/events/index.ts";
import type { Person } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { type Asked, askedAt, askedFirst } from "#shared/automation/runs/index.ts";
import { isMessageEvent, messageEvents } from "#shared/messaging/messages/index.ts";
import type { Switches } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { beginOf, type CurrentRun, type Entry } from "./enter-run.ts";
import { readMails, toFacts, wantedHistory } from "./read-facts.ts";

/**
 * So often more is read of what turned out to be asked for; then it is all that any step may ask.
 */
const MAX_ROUNDS = 5;

/**
 * What `decide` (pure) makes of the facts as the runs of a person see them. Of what they did, only
 * what the runs ask for where they stand is read; where one comes to a step that asks for more,
 * that is read and it is decided anew.
 */
export async function decideOnDemand<D>(
  world: { table: TableReader<"people"> },
  person: Person,
  { runs, ways, events: happened, switches, now }: Given,
  decide: (facts: Facts) => D,
): Promise<{ decided: D; history: History }> {
  const programs = [...runs, ...ways].map(({ program }) => program);
  const mails = await readMails(
    world,
    person,
    programs.map(({ reads }) => reads),
    now,
  );
  const byConditions = wantedByConditions(runs, ways, now);
  const read = new Map<string, WantedHistory>();
  const history: History = new Map();
  const unheard = new Map<string, number>();
  let lacking = new Map<string, WantedHistory>();
  const ask = (name: string, since?: number) => {
    const wanted = since === undefined ? byConditions.get(name) : { from: since, data: true };
    if (wanted && !isRead(read.get(name), wanted)) want(lacking, name, wanted);
  };
  const events = (name: string, since?: number) => {
    if (isMessageEvent(name)) return messageEvents(name, mails.values());
    ask(name, since === undefined ? since : (unheard.get(`${since} ${name}`) ?? since));
    return history.get(name) ?? NOTHING;
  };
  const askAll = ({ conditions, awaited }: Asked) => {
    for (const name of conditions) ask(name);
    for (const { name, since, heard = 0 } of awaited) {
      if (isMessageEvent(name)) continue;
      const from = heard > since ? Math.max(since, firstOf(happened, name, heard)) : since;
      if (from > since) unheard.set(`${since} ${name}`, from);
      ask(name, from);
    }
  };
  const load = async () => {
    const names = [...lacking.keys()];
    for (const [name, wanted] of lacking) want(read, name, wanted);
    lacking = new Map();
    const wanted = new Map(names.map((name) => [name, read.get(name)!]));
    const found = await readHistory(world, person.id, wanted);
    for (const name of names) history.set(name, found.get(name) ?? NOTHING);
  };
  for (const { program, start, rests } of runs) {
    // Before its time is over, a step looks at everything once more.
    const isDue = start.dueAt !== undefined && start.dueAt <= now;
    if (!rests) askAll(askedAt(program, isDue ? { ...start, heard: undefined } : start));
  }
  for (const { program, event } of ways) askAll(askedFirst(program, event.at));
  const facts = toFacts(person.profile!.data, switches.timeZone, events);
  for (let round = 0; ; round++) {
    if (lacking.size > 0) await load();
    const decided = decide(facts);
    if (lacking.size === 0) return { decided, history };
    if (round < MAX_ROUNDS) continue;
    const begin = beginOf(runs, ways, now);
    for (const { reads } of programs) {
      for (const [name, wanted] of wantedHistory([reads], now, begin)) want(lacking, name, wanted);
    }
    await load();
    return { decided: decide(facts), history };
  }
}

/** What was read of what a person did, by name, newest first. */
export type History = Map<string, readonly Happening[]>;

type Given = {
  runs: CurrentRun[];
  ways: Entry[];
  events: EventRow[];
  switches: Pick<Switches, "timeZone">;
  now: number;
};

const NOTHING: Happening[] = [];

/** When the first of a name happened that is news, or what comes before that instant is known. */
const firstOf = (events: EventRow[], wanted: string, heard: number): number =>
  events.reduce((first, { name, at }) => (name === wanted ? Math.min(first, at) : first), heard);

/** What the conditions of each program ask for, whichever step they are at. */
function wantedByConditions(
  runs: CurrentRun[],
  ways: Entry[],
  now: number,
): Map<string, WantedHistory> {
  const begins = new Map<Program, number>();
  const note = (program: Program, at: number) =>
    begins.set(program, Math.min(begins.get(program) ?? now, at));
  for (const { program, start } of runs) note(program, start.startedAt);
  for (const { program, event } of ways) note(program, event.at);
  const wanted = new Map<string, WantedHistory>();
  for (const [{ conditions }, begin] of begins) {
    for (const [name, one] of wantedHistory([{ events: conditions }], now, begin)) {
      want(wanted, name, one);
    }
  }
  return wanted;
}
