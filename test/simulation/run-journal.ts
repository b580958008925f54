import { isDeepStrictEqual } from "node:util";
import type { Write } from "#shared/ports/table.ts";

/** A decision as a trail holds it, whatever shape its row has. */
export type Noted = { at: number; step: string; decision: string; reason: string };
/** One run: everything that it ever decided, in the order in which that was stored. */
export type Way = {
  run: string;
  contact: string;
  sequence: string;
  entryKey: string;
  versions: Set<number>;
  startedAt: number;
  entry: { id: string; at: number; data?: Record<string, unknown> };
  decisions: Noted[];
  /** The step that it stands on; null when it is over. */
  step: string | null;
};
type Attributes = Record<string, unknown>;
/**
 * What one write made of a person's attributes, and what that very write decided about them. A
 * write that did neither is not kept: most are such.
 */
export type Change = {
  contact: string;
  turn: number;
  /** The function that wrote it. */
  by: string;
  before: Attributes;
  after: Attributes;
  decisions: { way: Way; noted: Noted }[];
};
/** From a turn on, a person's clocks show this zone. */
export type ZoneChange = { turn: number; zone: string };

/** Decisions that may change a person. */
const CHANGING = ["updated", "request-answered"];

type RunRow = Omit<Way, "contact" | "versions" | "decisions"> & {
  version: number;
  trail: (string | Noted)[];
};
type ProfileRow = { attributes: Attributes; timeZone?: string; erasedAt?: number };

/** What was stored of runs and of what they change, in its order. */
export class RunJournal {
  readonly ways = new Map<string, Way>();
  readonly changes: Change[] = [];
  readonly zones = new Map<string, ZoneChange[]>();
  readonly #trails = new Map<string, Noted[]>();
  readonly #attributes = new Map<string, Attributes>();
  /** By row, the run that it held last. */
  readonly #standing = new Map<string, string>();

  /** Notes the rows that were stored by one call: together where they were written as one. */
  note(writes: Write[], results: (Error | undefined)[], isOne: boolean, by: string, turn: number) {
    const stored = writes.filter(
      (write, i) => !results[i] && "put" in write && write.put.table === "people",
    );
    if (stored.length === 0) return;
    const together = isOne ? [stored] : stored.map((write) => [write]);
    for (const some of together) this.#noteOne(some, by, turn);
  }

  #noteOne(writes: Write[], by: string, turn: number): void {
    const decisions: Change["decisions"] = [];
    let contact: string | undefined;
    let profile: ProfileRow | undefined;
    for (const write of writes) {
      if (!("put" in write)) continue;
      const { pk, sk } = write.put;
      if (sk !== "a" && !sk.startsWith("b#")) continue;
      contact = pk.slice(pk.indexOf("#") + 1);
      if (sk === "a") profile = write.data as ProfileRow;
      else {
        const key = `${pk} ${sk}`;
        // A row that was erased is written anew by a worker that was late.
        if (write.expect === "absent" && this.#standing.get(key) !== (write.data as RunRow).run)
          this.#trails.delete(key);
        decisions.push(...this.#noteRun(contact, key, write.data as RunRow));
      }
    }
    if (contact === undefined || profile?.erasedAt !== undefined) return;
    if (profile) this.#noteZone(contact, profile, turn);
    const before = this.#attributes.get(contact) ?? {};
    const after = profile?.attributes ?? before;
    const changing = decisions.filter(({ noted }) => CHANGING.includes(noted.decision));
    if (changing.length === 0 && isDeepStrictEqual(before, after)) return;
    this.#attributes.set(contact, after);
    this.changes.push({ contact, turn, by, before, after, decisions: changing });
  }

  #noteRun(contact: string, key: string, row: RunRow): Change["decisions"] {
    const { run, sequence, entryKey, entry, startedAt, step, version } = row;
    const way = this.ways.get(run) ?? {
      ...{ run, contact, sequence, entryKey, entry, startedAt, step },
      versions: new Set(),
      decisions: [],
    };
    this.ways.set(run, way);
    way.step = step;
    way.versions.add(version);
    const { trail, fresh } = compare(this.#trails.get(key) ?? [], row.trail.map(read));
    this.#trails.set(key, trail);
    const { ended, own } = this.#partFrom(key, run, fresh);
    way.decisions.push(...(way.decisions.length > 0 ? own : withoutRunBefore(own)));
    return [...ended, ...own.map((noted) => ({ way, noted }))];
  }

  /** One write may end the run that stood in a row, and begin and even end the next one. */
  #partFrom(key: string, run: string, fresh: Noted[]) {
    const before = this.ways.get(this.#standing.get(key) ?? "");
    this.#standing.set(key, run);
    const begin = fresh.findIndex(({ decision }) => decision === "entered");
    const isEnd = ["exited", "completed"].includes(fresh[begin - 1]?.decision ?? "");
    if (!before || before.run === run || before.step === null || !isEnd) {
      return { ended: [], own: fresh };
    }
    const last = fresh.slice(0, begin);
    before.decisions.push(...last);
    before.step = null;
    return { ended: last.map((noted) => ({ way: before, noted })), own: fresh.slice(begin) };
  }

  #noteZone(contact: string, { timeZone: zone = "UTC" }: ProfileRow, turn: number): void {
    const known = this.zones.get(contact) ?? [];
    this.zones.set(contact, known);
    if (known.at(-1)?.zone !== zone) known.push({ turn, zone });
  }
}

/** A trail's line is `instant step decision[@version] until… reason`, its instant to base 36. */
function read(line: string | Noted): Noted {
  if (typeof line !== "string") {
    const { at, step, decision, reason = "" } = line;
    return { at, step, decision, reason };
  }
  const [at, step, decision, , ...reason] = line.split(" ");
  return {
    at: Number.parseInt(at!, 36),
    step: step!,
    decision: decision!.split("@")[0]!,
    reason: reason.join(" "),
  };
}

/** One write may hold a whole run that was over at once, and the run that the next event let in. */
function withoutRunBefore(decisions: Noted[]): Noted[] {
  const begin = decisions.findLastIndex(({ decision }) => decision === "entered");
  const isOver = ["exited", "completed"].includes(decisions[begin - 1]?.decision ?? "");
  return isOver && decisions[0]!.decision === "entered" ? decisions.slice(begin) : decisions;
}

/**
 * A trail with the objects that are known of it, and those that are new. Of two that are alike, the
 * first may be older.
 */
function compare(before: Noted[], after: Noted[]): { trail: Noted[]; fresh: Noted[] } {
  const known = Map.groupBy(before, nameOf);
  const fresh: Noted[] = [];
  const trail = after.map((one) => {
    const old = known.get(nameOf(one))?.shift();
    if (!old) fresh.push(one);
    return old ?? one;
  });
  return { trail, fresh };
}

const nameOf = ({ at, step, decision, reason }: Noted) => `${at} ${step} ${decision} ${reason}`;
