import canonicalize from "canonicalize";
import { putResponsePointer } from "#shared/automation/requests/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { digest as digestOf } from "#shared/kernel/ids.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  type IdempotentRequest,
  idempotentUntil,
  readIdempotent,
  writeIdempotent,
} from "#shared/platform/access/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import { problemOf, retryAfter } from "./problem.ts";
import type { Idempotency, Reply, Route } from "./route.ts";

export type IdempotencyWorld = { table: Table<"people" | "index" | "keys">; clock: Clock };

/** What makes a request this one: who asks for what, under which key, with which body. */
type Keyed = {
  caller: string;
  route: string;
  key: string;
  text: string;
  requestId: string;
} & Pick<Route<never>, "secret" | "safe">;

const MAX_KEY_LENGTH = 255;
/** Longer than any request may run: whoever began one that long ago is dead. */
const ABANDONED_MS = MINUTE_MS;
/** Most requests are done by then. */
const BUSY_SECONDS = 5;
const MAX_ANSWER_BYTES = 100 * 1024;

/**
 * Runs a request once under its `Idempotency-Key`: asked again within a day it gets the same answer. One that
 * was begun and never answered is run again, from the same stored instant.
 * @throws Conflict when the key was used for another body
 */
export async function once(
  world: IdempotencyWorld,
  keyed: Keyed,
  run: (idempotency: Idempotency) => Promise<Reply>,
): Promise<Reply> {
  if (keyed.key === "" || keyed.key.length > MAX_KEY_LENGTH) {
    const message = `Idempotency-Key has 1 to ${MAX_KEY_LENGTH} characters`;
    throw new InvalidInput(message, [{ path: "/Idempotency-Key", message }]);
  }
  const digest = digestOf(keyed.caller, keyed.route, keyed.key);
  const begun = await begin(world, digest, keyed);
  if ("reply" in begun) return begun.reply;
  const { row, version } = begun;
  const named = new Set<string>();
  const names = (contacts: string[]) => {
    for (const contact of contacts) named.add(contact);
  };
  const reply = await attempt(keyed.requestId, () => run({ at: row.at, digest, names }));
  if ("failure" in reply || keyed.safe) {
    // What failed changed nothing, and may succeed once its cause is mended.
    await tryWrite(world, digest, { ...row, startedAt: 0 }, version);
    if ("failure" in reply) throw reply.failure;
    return reply;
  }
  await pointTo(world, digest, row, named);
  await tryWrite(world, digest, { ...row, answer: keepable(reply, keyed.secret) }, version);
  return reply;
}

/**
 * Before the answer: an erasure must find every answer that is kept. @throws what kept a pointer
 * from being written
 */
async function pointTo(
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

type Begun = { reply: Reply } | { row: IdempotentRequest; version: number };

async function begin(world: IdempotencyWorld, digest: string, keyed: Keyed): Promise<Begun> {
  const now = world.clock.now();
  // Many JSON writers promise no order of keys, so that a retry may come in another one.
  const bodyHash = digestOf(keyed.text && canonicalize(JSON.parse(keyed.text))!);
  const item = await readIdempotent<Reply>(world, digest);
  if (!item) {
    const row: IdempotentRequest = { bodyHash, at: now, startedAt: now };
    return (await tryWrite(world, digest, row, "absent")) ? { row, version: 1 } : busy(keyed);
  }
  const { data: old, version } = item;
  const isLost = old.answer !== undefined && "lost" in old.answer;
  if (old.bodyHash !== bodyHash && !(isLost && old.bodyHash === "")) {
    throw new Conflict("this Idempotency-Key was used with another body: use a new key");
  }
  if (old.answer && "lost" in old.answer) throw new Conflict(old.answer.lost);
  if (old.answer) {
    return { reply: replay(old.answer.reply, keyed.requestId) };
  }
  if (now - old.startedAt < ABANDONED_MS) return busy(keyed);
  const row = { ...old, startedAt: now };
  return (await tryWrite(world, digest, row, version))
    ? { row, version: version + 1 }
    : busy(keyed);
}

const replay = ({ body, ...reply }: Reply, requestId: string): Reply => ({
  ...reply,
  body: reply.status < 400 ? body : { ...body, requestId },
  headers: { ...reply.headers, "idempotent-replay": "true" },
});

function busy({ requestId }: Keyed): Begun {
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

function keepable(reply: Reply, secret = false): IdempotentRequest<Reply>["answer"] {
  if (secret && reply.status < 300) {
    return { lost: "this request was done; its answer held a secret and was shown once" };
  }
  const size = Buffer.byteLength(JSON.stringify(reply));
  return size <= MAX_ANSWER_BYTES
    ? { reply }
    : { lost: "this request was done; its answer was too large to keep" };
}
