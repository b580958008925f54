import { edit, type Plant } from "../plant.ts";

/** Ways to stand still, and to do so in silence. */
export const STANDSTILL: Plant[] = [
  {
    name: "health receives dead letters for anyone who asks",
    edits: [
      edit(
        "functions/api/routes/health.ts",
        'if (!caller) return ok({ status: "ok" } satisfies Health);',
        "if (!caller) await world.deadLetters.list(1);",
      ),
    ],
    proof: {
      file: "test/http/auth.test.ts",
      test: "asked without a key, health touches neither tables nor queues",
    },
  },
  {
    name: "a receive is counted in memory only",
    edits: [edit("shared/adapters/sqlite/queue.ts", "    this.#receipts.open(ids);\n", "")],
    proof: {
      file: "test/adapters/sqlite/queue-ends.test.ts",
      test: "a message that ends the process each time it is worked on becomes a dead letter",
    },
  },
  {
    name: "a large slot is read whole",
    edits: [
      edit(
        "shared/scheduler/sweep-stride.ts",
        "const FIRST_PACKS = 20;",
        "const FIRST_PACKS = 1e9;",
      ),
    ],
    proof: {
      file: "test/scheduler/large-slot.test.ts",
      test: "the cursor moves within a large slot, and only past what the queue took",
    },
  },
  {
    name: "one throttled GetAccount fails the tick",
    edits: [
      edit(
        "functions/tick/handler.ts",
        'log("the provider does not state its rate", { error: describeError(error) });',
        "throw error;",
      ),
    ],
    proof: {
      file: "test/functions/tick.test.ts",
      test: "the tick keeps the rate that the provider states, and a throttle keeps the old one",
    },
  },
  {
    name: "mails that the provider turns away ring nothing",
    edits: [
      edit(
        "shared/messaging/delivery/settle-calls.ts",
        'if (isTurnedAway) world.onStatus?.("turned-away", claimed.id);',
        "",
      ),
    ],
    proof: {
      file: "test/functions/metrics.test.ts",
      test: "a mail that is turned away again is counted for the alarm",
    },
  },
  {
    name: "a stalled queue is no lag",
    edits: [
      edit(
        "functions/tick/handler.ts",
        "Math.max(later.lagMs, near.lagMs, queueLagMs)",
        "Math.max(later.lagMs, near.lagMs, queueLagMs * 0)",
      ),
    ],
    proof: {
      file: "test/functions/tick-metrics.test.ts",
      test: "work on a queue that no function takes is lag, from the first tick that finds it",
    },
  },
  {
    name: "SES's own list bounces what was lifted here",
    edits: [
      edit(
        "infra/aws/ses-feedback.ts",
        "disableSuppressionList: true,",
        "disableSuppressionList: false,",
      ),
    ],
    proof: {
      file: "test/infra/aws/stack.test.ts",
      test: "SES keeps no list of its own between a lifted address and its mail",
    },
  },
  {
    name: "a mail that ends its renderer takes its batch along",
    edits: [
      edit(
        "shared/adapters/isolation/isolate-mails.ts",
        "alone.unshift(...together);",
        "throw error;",
      ),
    ],
    proof: {
      file: "test/adapters/isolate-mails.test.ts",
      test: "one that does not is rendered mail by mail",
    },
  },
  {
    name: "a place in the line of mails is read, and then written",
    edits: [
      edit(
        "shared/messaging/handover/send-rate-store.ts",
        "const { freeAt } = await table.add(SEND_RATE, { freeAt: durationMs }, { from: now });",
        `const row = await table.get<{ freeAt: number }>(SEND_RATE, { consistent: true });
  const freeAt = Math.max(now, row?.data.freeAt ?? 0) + durationMs;
  await table.write([{ put: SEND_RATE, v: 1, data: { freeAt }, expect: row?.version ?? "absent" }]);`,
      ),
    ],
    proof: {
      file: "test/messaging/delivery/send-rate.test.ts",
      test: "fifty workers that plan at once all get places of their own",
    },
  },
  {
    name: "a new part of what is in force is written only with the row that names it",
    edits: [
      edit(
        "shared/platform/live-definitions/live-definitions-store.ts",
        "await table.writeEach(writesBefore(changes, now));",
        "await table.writeEach(writesBefore([], now));",
      ),
    ],
    proof: {
      file: "test/platform/live-definitions/live-definitions.test.ts",
      test: "a reader of the live row finds all its parts",
    },
  },
  {
    name: "a part of what is in force that is not there counts as empty",
    edits: [
      edit(
        "shared/platform/live-definitions/part-store.ts",
        "if (!item) throw new Unavailable(",
        `if (!item) read.set(part, { generation, data: {} });
      if (!item) return;
      void new Unavailable(`,
      ),
    ],
    proof: {
      file: "test/platform/live-definitions/live-definitions.test.ts",
      test: "an unreadable part is an error, not an empty set of live definitions",
    },
  },
  {
    name: "the kill switch rewrites what is in force",
    edits: [
      edit(
        "shared/platform/live-definitions/live-definitions-store.ts",
        "await world.table.write([putRow(next, version)]);",
        `const read = await readLiveDefinitions(world);
    const { sequences } = read.data;
    await changeLiveDefinitions(world, { ...read, row: next }, { sequences }, [], now);`,
      ),
    ],
    proof: {
      file: "test/meter/switches.test.ts",
      test: "the kill switch writes the small row alone",
    },
  },
  {
    name: "a list of removed runs counts each by itself",
    edits: [
      edit(
        "shared/automation/engine/perform-effects.ts",
        "countSteps(world, runs),",
        "...runs.map((run) => countSteps(world, [run])),",
      ),
    ],
    proof: {
      file: "test/automation/engine/tallies.test.ts",
      test: "a batch counts on each row once",
    },
  },
];
