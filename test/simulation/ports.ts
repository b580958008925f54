import type { World } from "#functions/runtime/world.ts";
import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import type { HttpPost } from "#shared/ports/http-client.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";
import type {
  Key,
  QueryOptions,
  Range,
  ReadOptions,
  TableName,
  Write,
} from "#shared/ports/table.ts";
import { type Caller, callers } from "./caller.ts";
import { describe } from "./describe.ts";
import type { Faults } from "./faults.ts";
import type { Journal } from "./journal.ts";
import { napBefore } from "./nap-before.ts";
import { asBefore } from "./old-shapes.ts";
import type { Provider } from "./provider.ts";
import type { Random } from "./random.ts";
import type { Receiver } from "./receiver.ts";
import type { RunJournal } from "./run-journal.ts";
import type { Schedule } from "./schedule.ts";
import { pageOf, pick, type StaleReads } from "./stale-reads.ts";

export type Ground = {
  schedule: Schedule;
  faults: Faults;
  random: Random;
  journal: Journal;
  runs: RunJournal;
  receiver: Receiver;
  stale: StaleReads;
  provider: Provider;
  table: SqliteTable;
  /** Called when a claim was won: the moment to race with. */
  onClaim: (messageId: string) => void;
  /** The same, to change where the person of the mail lives. */
  onMove: (messageId: string) => void;
  /** Called with requests of steps that were handed over. */
  onRequests: (requests: object[]) => void;
  say?: (line: string) => void;
};

/** Turns that an outage of a port lasts at most. */
const MAX_OUTAGE_TURNS = 60;
/**
 * One answer in eight comes a turn later than it was given. What its caller computes from the
 * others before its next call touches no other caller, so that their turns would tell the same
 * histories again.
 */
const LATE_ANSWER_SHARE = 1 / 8;
/**
 * Weeks of empty slots are swept: one read of those in fifty is interrupted, which is still
 * thousands.
 */
const EMPTY_SLOT_SHARE = 0.02;

/**
 * The same world with faults: every call waits its turn, may fail before, fail after, or be its
 * caller's last.
 */
export function faultyWorld(real: World, ground: Ground): World {
  const { schedule, faults, random, journal, stale, provider, table, say } = ground;
  const { clock } = real;
  const downUntil = new Map<string, number>();
  const slots = new Set<string>();

  async function turn(webhooks: Caller, nap?: "slotNap" | "claimNap"): Promise<void> {
    // Once: an invocation of a quarter of an hour is asleep for most of it.
    const napped = await schedule.turn(nap, !webhooks.hasNapped);
    webhooks.hasNapped ||= napped;
    if (webhooks.await()) await new Promise(() => {});
  }

  function isDown(port: string): boolean {
    if (faults.happens("outage")) {
      downUntil.set(port, schedule.turns + random.below(MAX_OUTAGE_TURNS));
    }
    return (downUntil.get(port) ?? 0) > schedule.turns || faults.happens("failBefore");
  }

  async function call<T>(
    port: string,
    name: string,
    args: unknown[],
    work: () => Promise<T>,
  ): Promise<T> {
    const webhooks = callers.getStore();
    if (!webhooks) return work();
    await turn(webhooks, napBefore(name, args));
    if (isDown(port)) {
      say?.(`${webhooks.name} ${describe(port, name, args)}: not done`);
      throw new Unavailable("simulated: not done");
    }
    const result = await work();
    const hasClaimed = port === "table" && note(webhooks, name, args, result);
    const lost = faults.happens("failAfter");
    say?.(`${webhooks.name} ${describe(port, name, args, result)}${lost ? ", answer lost" : ""}`);
    if (hasClaimed) await turn(webhooks, "claimNap");
    else if (random.chance(LATE_ANSWER_SHARE)) await turn(webhooks);
    if (lost) throw new Unavailable("simulated: done, answer lost");
    return result;
  }

  /** Notes what was read or stored; returns whether that won a claim. */
  function note(webhooks: Caller, name: string, args: unknown[], result: unknown): boolean {
    if (name === "query" && args[0] === "people") webhooks.read(String(args[1]), clock.now());
    if (name !== "write" && name !== "writeEach") return false;
    const writes = args[0] as Write[];
    for (const write of writes)
      if ("put" in write && write.put.table === "due") slots.add(write.put.pk);
    const results = name === "writeEach" ? (result as (Error | undefined)[]) : [];
    const by = webhooks.name.slice(0, webhooks.name.indexOf(":"));
    ground.runs.note(writes, results, name === "write", by, schedule.turns);
    const changes = journal.note(writes, results, schedule.turns);
    for (const { id, pk, token } of changes) {
      if (token !== undefined) webhooks.claimed(id, pk, token);
      else if (webhooks.settled(id, clock.now())) journal.heldTooLong.add(id);
      if (token !== undefined && faults.happens("stopAtClaim")) ground.onClaim(id);
      if (token !== undefined && faults.happens("moveAtClaim")) ground.onMove(id);
    }
    return changes.some(({ token }) => token !== undefined);
  }

  async function read<T>(
    key: Pick<Key, "table" | "pk">,
    options: ReadOptions = {},
    old: (rows: NonNullable<ReturnType<StaleReads["rows"]>>) => unknown,
    fresh: () => Promise<T>,
  ): Promise<T> {
    const rows = stale.rows(key.table, key.pk, schedule.turns, options.consistent === true);
    return rows ? (old(rows) as T) : fresh();
  }

  const write = <T>(
    name: "write" | "writeEach",
    [writes, writer]: [Write[], string?],
    work: (writes: Write[], writer?: string) => Promise<T>,
  ): Promise<T> => {
    const shaped = callers.getStore()?.isOld ? writes.map(asBefore) : writes;
    callers.getStore()?.asks(shaped, clock.now());
    return call("table", name, [shaped], async () => {
      await stale.keep(shaped, schedule.turns);
      return work(shaped, writer);
    });
  };

  const wrap = <T extends object>(port: string, target: T): T =>
    new Proxy(target, {
      get: (_, name) => {
        const member = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) =>
          call(port, String(name), args, () => member.apply(target, args));
      },
    });

  return {
    ...real,
    table: {
      get: (key: Key, options?: ReadOptions) =>
        call("table", "get", [key], () =>
          read(
            key,
            options,
            (rows) => pick(rows, key),
            () => table.get(key),
          ),
        ),
      getMany: (keys: Key[], options?: ReadOptions) =>
        call("table", "getMany", [keys], () =>
          Promise.all(
            keys.map((key) =>
              read(
                key,
                options,
                (rows) => pick(rows, key),
                () => table.get(key),
              ),
            ),
          ),
        ),
      query: (name: TableName, pk: string, range: Range, options: QueryOptions = {}) => {
        const work = () =>
          read(
            { table: name, pk },
            options,
            (rows) => pageOf(rows, range, options),
            () => table.query(name, pk, range, options),
          );
        const isEmptySlot = name === "due" && !slots.has(pk);
        if (isEmptySlot && !random.chance(EMPTY_SLOT_SHARE)) return Promise.resolve({ items: [] });
        return call("table", "query", [name, pk], work);
      },
      write: (...args: [Write[], string?]) => write("write", args, table.write),
      writeEach: (...args: [Write[], string?]) => write("writeEach", args, table.writeEach),
      add: (...args: Parameters<World["table"]["add"]>) =>
        call("table", "add", args, () => table.add(...args)),
    } as World["table"],
    queue: wrap("queue", real.queue),
    deadLetters: wrap("queue", real.deadLetters),
    backlog: wrap("queue", real.backlog),
    quota: wrap("quota", {
      current: async () => ({ perSecond: await provider.ratePerSecond() }),
    }),
    renderer: wrap("renderer", real.renderer),
    bus: wrap("bus", real.bus),
    secrets: wrap("secrets", real.secrets),
    traces: wrap("traces", real.traces),
    scan: wrap("scan", real.scan),
    webhooks: {
      call: (requests) =>
        call("webhooks", "call", [requests], async () => ground.onRequests(requests)),
    },
    // The caller waits for the answer and never sees an error: what is lost on the way is the
    // receiver's own.
    http: { post },
    // A mailer never throws: its lost answers are the provider's own.
    mailer: {
      evidence: provider.evidence,
      concurrency: provider.concurrency,
      find: (...args) => call("mailer", "find", args, () => provider.find(...args)),
      send: (mail) => send(mail),
    },
  };

  async function post(request: HttpPost) {
    const webhooks = callers.getStore()!;
    await turn(webhooks);
    const reply = await ground.receiver.take(request);
    say?.(`${webhooks.name} posts ${request.headers["webhook-id"]}: ${JSON.stringify(reply)}`);
    await turn(webhooks);
    return reply;
  }

  async function send(mail: OutgoingMail) {
    const webhooks = callers.getStore()!;
    // What passes between this call and its arrival is the way to the provider.
    const begun = webhooks.begun(mail.messageId, clock.now());
    await turn(webhooks);
    const answer = await provider.take(mail, begun);
    say?.(
      `${webhooks.name} calls the provider with ${mail.messageId}#${mail.attempt}: ${answer.kind}`,
    );
    await turn(webhooks);
    return answer;
  }
}
