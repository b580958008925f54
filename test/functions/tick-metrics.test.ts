import { expect, test, vi } from "vitest";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { makeWorld } from "#test/support/world.ts";
import { type Call, gatherMetrics } from "./metric-lines.ts";

const { metrics } = gatherMetrics();

test("a tick always tells its lag, and counts only what there is", async () => {
  const { world } = makeWorld();
  await (tick(world) as unknown as Call)({}, lambdaContext());
  expect(metrics()).toEqual([{ service: "tick", LagMs: 0 }]);
});

test("while the provider says that it takes no mail at all, each tick counts for the alarm and says why", async () => {
  const { world } = makeWorld();
  const quota = {
    current: async () => ({ perSecond: 14, closedBy: "the day's quota is spent" }),
  };
  const told: unknown[] = [];
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "ERROR");
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    told.push(JSON.parse(String(line)));
    return true;
  });
  await (tick({ ...world, quota }) as unknown as Call)({}, lambdaContext());
  expect(metrics()).toEqual([
    { service: "tick", LagMs: 0 },
    { service: "mail", Stuck: 1 },
  ]);
  expect(told).toMatchObject([
    { message: "the provider takes no mail", details: { why: "the day's quota is spent" } },
  ]);
});

test("dead letters that the tick has put back often enough count for the alarm, each minute", async () => {
  const { world } = makeWorld();
  const deadLetters = {
    ...world.deadLetters,
    count: async () => 3,
    redrive: async () => ({ redriven: 1, stuck: 2 }),
  };
  await (tick({ ...world, deadLetters }) as unknown as Call)({}, lambdaContext());
  expect(metrics()).toEqual([
    { service: "tick", LagMs: 0, DeadLettersRedriven: 1, DeadLettersStuck: 2 },
    { service: "mail", Stuck: 2 },
  ]);
});

test("work on a queue that no function takes is lag, from the first tick that finds it", async () => {
  const { world, clock, queue } = makeWorld();
  const call = tick(world) as unknown as Call;
  const lag = async () => {
    await call({}, lambdaContext());
    return metrics().at(-1)!.LagMs;
  };
  const lags = async (minutes: number) => {
    const seen = [];
    for (let minute = 0; minute < minutes; minute++) {
      seen.push(await lag());
      clock.advance(MINUTE_MS);
    }
    return seen;
  };
  // Every fifth tick checks.
  expect(await lags(5)).toEqual([0, 0, 0, 0, 0]);
  await queue.send("deliver", [{ body: { mails: [] } }]);
  expect(await lags(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n * MINUTE_MS));
  const [message] = queue.receive("deliver", 1);
  expect(await lags(5), "a function processes it").toEqual([0, 0, 0, 0, 0]);
  await queue.ack([message!.id]);
  await queue.send("work", [{ body: {} }]);
  expect(await lag(), "the lag of another queue starts at zero").toBe(0);
});
