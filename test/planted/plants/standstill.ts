import { edit, editOf, type Plant } from "../plant.ts";

/** Ways to stand still, and to do so in silence. */
export const STANDSTILL: Plant[] = [
  {
    name: "health receives dead letters for anyone who asks",
    edits: [
      editOf(
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
    edits: [edit("adapters/embedded/queue.ts", "    this.#receipts.open(ids);\n", "")],
    proof: {
      file: "test/adapters/embedded/queue-ends.test.ts",
      test: "a message that ends the process each time it is worked on becomes a dead letter",
    },
  },
  {
    name: "a large slot is read whole",
    edits: [edit("wheel/sweep-stride.ts", "const FIRST_PACKS = 20;", "const FIRST_PACKS = 1e9;")],
    proof: {
      file: "test/wheel/large-slot.test.ts",
      test: "the cursor moves within a large slot, and only past what the queue took",
    },
  },
  {
    name: "one throttled GetAccount fails the tick",
    edits: [
      editOf(
        "functions/tick/handler.ts",
        'log("the provider does not state its rate", { error: error.message });',
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
        "delivery/settle-calls.ts",
        'if (isTurnedAway) world.tell?.("turned-away", claimed.id);',
        "",
      ),
    ],
    proof: {
      file: "test/functions/figures.test.ts",
      test: "a mail that is turned away again is counted for the alarm",
    },
  },
  {
    name: "a queue that nobody takes is no lag",
    edits: [
      editOf(
        "functions/tick/handler.ts",
        "Math.max(later.lagMs, near.lagMs, untakenMs)",
        "Math.max(later.lagMs, near.lagMs, untakenMs * 0)",
      ),
    ],
    proof: {
      file: "test/functions/figures.test.ts",
      test: "work on a queue that nobody takes is lag, from the tick that sees it first",
    },
  },
  {
    name: "SES's own list bounces what was lifted here",
    edits: [
      editOf(
        "infra/aws/feedback.ts",
        "disableSuppressionList: true,",
        "disableSuppressionList: false,",
      ),
    ],
    proof: {
      file: "test/aws/stack.test.ts",
      test: "SES keeps no list of its own between a lifted address and its mail",
    },
  },
  {
    name: "a mail that ends its renderer takes its batch along",
    edits: [edit("ports/isolate-mails.ts", "alone.unshift(...together);", "throw error;")],
    proof: {
      file: "test/adapters/isolate-mails.test.ts",
      test: "one that does not is rendered mail by mail",
    },
  },
  {
    name: "a place in the line of mails is read, and then written",
    edits: [
      edit(
        "delivery/lane.ts",
        "const { freeAt } = await table.add(LANE, { freeAt: takenMs }, { from: now });",
        `const row = await table.get<{ freeAt: number }>(LANE, { consistent: true });
  const freeAt = Math.max(now, row?.data.freeAt ?? 0) + takenMs;
  await table.write([{ put: LANE, v: 1, data: { freeAt }, expect: row?.version ?? "absent" }]);`,
      ),
    ],
    proof: {
      file: "test/delivery/lane.test.ts",
      test: "fifty workers that plan at once all get places of their own",
    },
  },
];
