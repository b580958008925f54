import canonicalize from "canonicalize";
import { putResponsePointer } from "#shared/automation/requests/index.ts";
import { problemOf, retryAfter } from "#shared/http/problem.ts";
import type { Idempotency, Reply, Route } from "#shared/http/route.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { digest as digestOf } from "#shared/kernel/ids.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  type IdempotentRequest,
  idempotentUntil,
  readIdempotent,
  writeIdempotent,
} from "#shared/platform/idempotency/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";

export type IdempotencyWorld = { table: Table<"people" | "index" | "keys">; clock: Clock };

/** Identifies a request: caller, route, key and body. */
type IdempotentCall = {
  caller: string;
  route: string;
  key: string;
  text: string;
  requestId: string;
} & Pick<Route<never>, "secret" | "safe">;

const MAX_KEY_LENGTH = 255;
/** Longer than any request may run: a process that started one so long ago is dead. */
const ABANDONED_MS = MINUTE_MS;
/** Most requests have finished by then. */
const BUSY_SECONDS = 5;
const MAX_ANSWER_BYTES = 100 * 1024;

/**
 * Runs a request once per `Idempotency-Key`: repeated within a day, it gets the same answer. A
 * request that was started but never answered runs again, from the same stored instant.
 * @throws Conflict when the key was used with another body
 */
export async function once(
  world: IdempotencyWorld,
  call: IdempotentCall,
  run: (idempotency: Idempotency) => Promise<Reply>,
): Promise<Reply> {
  if (call.key === "" || call.key.length > MAX_KEY_LENGTH) {
    const message = `Idempotency-Key has 1 to ${MAX_KEY_LENGTH} characters`;
    throw new InvalidInput(message, [{ path: "/Idempotency-Key", message }]);
  }
  const digest = digestOf(call.caller, call.route, call.key);
  const started = await start(world, digest, call);
  if ("reply" in started) return started.reply;
  const { row, version } = started;
  const named = new Set<string>();
  const names = (contacts: string[]) => {
    for (const contact of contacts) named.add(contact);
  };
  const reply = await attempt(call.requestId, () => run({ at: row.at, digest, names }));
  if ("failure" in reply || call.safe) {
    // A failed request changed nothing and may succeed once its cause is fixed.
    await tryWrite(world, digest, { ...row, startedAt: 0 }, version);
    if ("failure" in reply) throw reply.failure;
    return reply;
  }
  await indexByContact(world, digest, row, named);
  await tryWrite(world, digest, { ...row, answer: storable(reply, call.secret) }, version);
  return reply;
}

/**
 * Written before the answer: an erasure has to find every stored answer.
 * @throws the error that kept a pointer from being written
 */
async function indexByContact(
  { table }: IdempotencyWorld,
  digest: string,
  row: IdempotentRequest,
  contacts: ReadonlySet<string>,
): Promise<void> {
  const until = idempotentUntil(row);
  const pointers = [...contacts].map((contact) => putResponsePointer(contact, digest, until));
  const failure = (await writeMany(table, pointers)).find((error) => error !== undefined);
  if (failure) throw failure;
}

type Started = { reply: Reply } | { row: IdempotentRequest; version: number };

async function start(
  world: IdempotencyWorld,
  digest: string,
  call: IdempotentCall,
): Promise<Started> {
  const now = world.clock.now();
  // JSON writers need not keep the order of keys, so a retry may have another.
  const bodyHash = digestOf(call.text && canonicalize(JSON.parse(call.text))!);
  const item = await readIdempotent<Reply>(world, digest);
  if (!item) {
    const row: IdempotentRequest = { bodyHash, at: now, startedAt: now };
    return (await tryWrite(world, digest, row, "absent")) ? { row, version: 1 } : busy(call);
  }
  const { data: old, version } = item;
  const isLost = old.answer !== undefined && "lost" in old.answer;
  if (old.bodyHash !== bodyHash && !(isLost && old.bodyHash === "")) {
    throw new Conflict("this Idempotency-Key was used with another body: use a new key");
  }
  if (old.answer && "lost" in old.answer) throw new Conflict(old.answer.lost);
  if (old.answer) {
    return { reply: replay(old.answer.reply, call.requestId) };
  }
  if (now - old.startedAt < ABANDONED_MS) return busy(call);
  const row = { ...old, startedAt: now };
  return (await tryWrite(world, digest, row, version)) ? { row, version: version + 1 } : busy(call);
}

const replay = ({ body, ...reply }: Reply, requestId: string): Reply => ({
  ...reply,
  body: reply.status < 400 ? body : { ...body, requestId },
  headers: { ...reply.headers, "idempotent-replay": "true" },
});

function busy({ requestId }: IdempotentCall): Started {
  const problem = problemOf(
    new Conflict("the same request is still being processed: send it again in a minute"),
    requestId,
  );
  const headers = { ...problem.headers, ...retryAfter(BUSY_SECONDS) };
  return { reply: { ...problem, headers } };
}

async function tryWrite(
  world: IdempotencyWorld,
  digest: string,
  row: IdempotentRequest,
  expect: number | "absent",
): Promise<boolean> {
  try {
    await writeIdempotent(world, digest, row, expect);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

async function attempt(
  requestId: string,
  run: () => Promise<Reply>,
): Promise<Reply & { failure?: unknown }> {
  try {
    return await run();
  } catch (failure) {
    return { ...problemOf(failure, requestId), failure };
  }
}

function storable(reply: Reply, secret = false): IdempotentRequest<Reply>["answer"] {
  if (secret && reply.status < 300) {
    return { lost: "this request was done; its answer held a secret and was shown once" };
  }
  const size = Buffer.byteLength(JSON.stringify(reply));
  return size <= MAX_ANSWER_BYTES
    ? { reply }
    : { lost: "this request was done; its answer was too large to keep" };
}
