import { expect, test, vi } from "vitest";
import { createHandler } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { readRate } from "#shared/messaging/handover/send-rate-store.ts";
import { makeWorld } from "#test/support/world.ts";

type Handler = (event: object, context: object) => Promise<void>;

/** A tick whose provider states these rates, one after the other; `undefined` is a throttle. */
function makeTick(rates: (number | undefined)[]) {
  const { world } = makeWorld();
  const received: object[] = [];
  const quota = {
    current: async () => {
      const perSecond = rates.shift();
      if (perSecond === undefined) throw new Unavailable("SES does not answer: TooManyRequests");
      return { perSecond };
    },
  };
  const deadLetters = {
    ...world.deadLetters,
    redrive: async (options: object) => {
      received.push(options);
      return { redriven: 0, stuck: 0 };
    },
  };
  const handler = createHandler({ ...world, quota, deadLetters }) as unknown as Handler;
  return { world, received, tick: () => handler({}, lambdaContext()) };
}

test("the tick keeps the rate that the provider states, and a throttle keeps the old one", async () => {
  const { world, tick } = makeTick([14, undefined, 50, Number.POSITIVE_INFINITY, undefined]);
  const known: number[] = [];
  for (let minute = 0; minute < 5; minute++) {
    await tick();
    known.push(await readRate(world));
  }
  expect(known).toEqual([14, 14, 50, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test("from a queue without dead letters none is received: that would wait for a second", async () => {
  const { tick, received } = makeTick([1]);
  await tick();
  expect(received).toEqual([]);
});

test("while the provider is silent all other work of the tick is done", async () => {
  const { world } = makeWorld();
  const done: string[] = [];
  const note = <T>(what: string, answer: T) => {
    done.push(what);
    return answer;
  };
  const { promise: silent, reject: giveUp } = Promise.withResolvers<never>();
  const handler = createHandler({
    ...world,
    quota: { current: () => silent },
    table: { ...world.table, query: (...asked) => note("swept", world.table.query(...asked)) },
    deadLetters: {
      count: async () => 1,
      redrive: async () => note("redriven", { redriven: 1, stuck: 0 }),
    } as unknown as typeof world.deadLetters,
    backlog: { stalled: async () => note("looked at the queues", []) },
  }) as unknown as Handler;
  const ticking = handler({}, lambdaContext());
  await vi.waitFor(() => expect(done).toContain("looked at the queues"));
  expect(done).toEqual(expect.arrayContaining(["swept", "redriven"]));
  giveUp(new Unavailable("SES does not answer"));
  await ticking;
});
