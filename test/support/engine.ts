import { createHandler as createDeliver } from "#functions/deliver/handler.ts";
import { createHandler as createReact } from "#functions/react/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as createTick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import {
  readCursor,
  slotAt,
  startWheels,
  type Wheel,
  writeCursor,
} from "#shared/scheduler/index.ts";
import { type Answer, makeApi, setUpSending } from "./api.ts";

const MINUTE = 60_000;
/** Far more than any test makes: an endless loop is found out. */
const MAX_BATCHES = 500;

type Handler = (event: object, context: object) => Promise<unknown>;

/**
 * The API, `react` and `tick` over one world in memory, whose clock goes on only when it is told
 * to.
 */
export async function makeEngine() {
  const api = await makeApi();
  const { world, queue, clock } = api;
  await setUpSending(api);
  await startWheels(world);
  const react = createReact(world) as unknown as Handler;
  const send = createDeliver(world) as unknown as Handler;
  const tick = createTick(world) as unknown as Handler;

  /** Works off everything that is due on the queue. */
  const settle = async () => {
    for (let batch = 0; batch < MAX_BATCHES; batch++) {
      const taken = queue.receive("work", 25);
      if (taken.length === 0) return;
      const failed = await react(queueEvent("work", taken), lambdaContext());
      if (JSON.stringify(failed ?? {}).includes("itemIdentifier")) throw new Error("work failed");
      await queue.ack(taken.map(({ id }) => id));
    }
    throw new Error("the queue never ran empty");
  };

  /**
   * Lets the clock go on to an instant, through everything that falls due on the way, each at its
   * time.
   */
  const goTo = async (instant: string | number) => {
    const end = typeof instant === "number" ? instant : Date.parse(instant);
    await settle();
    while (clock.now() < end) {
      const next = Math.min(nextWake(api), end);
      clock.at = Math.max(clock.at, next);
      await passEmptySlots(world, clock.now());
      await tick({}, lambdaContext());
      await settle();
    }
  };

  /** Sends what was handed over to be sent. */
  const deliver = async (name: "deliver" | "deliver-now" = "deliver") => {
    const taken = queue.receive(name, 25);
    await send(queueEvent(name, taken), lambdaContext());
    await queue.ack(taken.map(({ id }) => id));
  };

  const must = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await api.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer;
  };

  /** A live sequence that stays at its first step for a month, unless given otherwise. */
  const publish = async (id: string, definition: object) => {
    const steps = { rest: { kind: "wait", for: "P30D", next: null } };
    await must("PUT", `/v1/sequences/${id}`, { name: id, start: "rest", steps, ...definition });
    await must("POST", `/v1/sequences/${id}/publish`);
    await settle();
  };

  /** Who is inside a sequence, by their ids. */
  const inside = async (id: string): Promise<string[]> => {
    const { items } = (await must("GET", `/v1/sequences/${id}/enrollments`)).body;
    return items.map(({ contactId }: { contactId: string }) => contactId).toSorted();
  };

  /** Who is in a segment, by their ids. */
  const members = async (id: string): Promise<string[]> => {
    const { items } = (await must("GET", `/v1/segments/${id}/members`)).body;
    return items.map(({ contactId }: { contactId: string }) => contactId).toSorted();
  };

  /** Makes or changes a contact, and lets everything happen that follows from it. */
  const put = async (id: string, fields: object = {}) => {
    await must("PUT", `/v1/contacts/${id}`, { email: `${id}@example.com`, ...fields });
    await settle();
  };

  const happen = async (contactId: string, name: string, data: object = {}) => {
    await must("POST", "/v1/events", { events: [{ contactId, name, data }] });
    await settle();
  };

  return { ...api, settle, deliver, goTo, must, publish, inside, members, put, happen };
}

export type Engine = Awaited<ReturnType<typeof makeEngine>>;

/**
 * The next instant at which something may happen: a slot of the wheel that holds something, or a
 * message.
 */
function nextWake({
  database,
  queue,
  clock,
}: Pick<Engine, "database" | "queue" | "clock">): number {
  const now = clock.now();
  const slots = database.sql
    .prepare("SELECT DISTINCT pk FROM due WHERE pk LIKE 'm#%' OR pk LIKE 'q#%'")
    .all()
    .map(({ pk }) => {
      const [wheel, number] = (pk as string).split("#");
      return Number(number) * MINUTE * (wheel === "q" ? 15 : 1);
    });
  const times = [...slots, queue.nextVisibleAt("work") ?? Number.POSITIVE_INFINITY];
  return Math.min(...times.filter((at) => at > now));
}

/** Sweeping a month of empty slots would take as long as the rest of a test. */
async function passEmptySlots(world: World, now: number): Promise<void> {
  for (const wheel of ["m", "q"] satisfies Wheel[]) {
    const cursor = await readCursor(world, wheel);
    const { number } = slotAt(wheel, now);
    await writeCursor(world, wheel, { next: number }, cursor?.version);
  }
}
