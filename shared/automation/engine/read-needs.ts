import { addWanted, readEventData, readHistory } from "#shared/audience/events/index.ts";
import { readEndings } from "#shared/automation/enrollments/index.ts";
import type { Needs, PlanSnapshot } from "#shared/automation/planning/index.ts";
import { runKey } from "#shared/automation/planning/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readOlderMails } from "./read-facts.ts";

/** Adds what a plan lacks to its snapshot. */
export async function readNeeds<S extends Omit<PlanSnapshot, "definitions">>(
  world: { table: TableReader<"people"> },
  snapshot: S,
  { history: lacking, runs, entries, olderMails }: Needs,
  now: number,
): Promise<S> {
  const { id, enrollments } = snapshot.contact;
  const before = snapshot.read;
  const known = new Map(before?.history);
  for (const [name, wanted] of lacking) addWanted(known, name, wanted);
  const wanted = new Map([...lacking.keys()].map((name) => [name, known.get(name)!]));
  const stored = enrollments.map(({ data }) => data);
  const keys = entries.map(({ program: { sequence }, entryKey }) => ({ sequence, entryKey }));
  const entryEvents = runs.map(({ start }) => start.entry);
  const [history, data, ended, older] = await Promise.all([
    readHistory(world, id, wanted),
    readEventData(world, id, entryEvents),
    readEndings(world, id, stored, keys),
    olderMails ? readOlderMails(world, id, now) : [],
  ]);
  const endings = new Map(snapshot.endings);
  for (const entry of entries) endings.set(runKey(entry), undefined);
  for (const run of ended) endings.set(`${run.sequence}#${run.entryKey}`, run);
  const entryData = new Map(snapshot.entryData);
  for (const [i, { start }] of runs.entries()) entryData.set(start.run, data[i]);
  return {
    ...snapshot,
    history: new Map([...snapshot.history, ...history]),
    entryData,
    endings,
    mails: new Map([...older.map((one) => [one.id, one] as const), ...snapshot.mails]),
    read: {
      history: known,
      olderMails: olderMails || before?.olderMails === true,
      rounds: (before?.rounds ?? 0) + 1,
    },
  };
}
