import { expect, test } from "vitest";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { wireFunctions } from "#infra/standalone/wire-functions.ts";
import { makeWorld } from "#test/support/world.ts";
import { makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

const { world, queue } = makeWorld();
const { wired, workers, pick, tick } = wireFunctions(world, queue);
const stack = readStack(makeTemplate());

/** `deliver by {"kind":"queue",…}`, of whichever place. */
const deployed = MANIFESTS.flatMap(({ name }) =>
  stack.sourcesOf(name).map((source) => `${name} by ${JSON.stringify(source)}`),
);
const standalone = wired.map(({ name, source }) => `${name} by ${JSON.stringify(source)}`);
const handlerOf = (name: string) => wired.find((one) => one.name === name)!.handler;

test("both places wire the same functions to the same triggers, but for the stream that only SES fills and a network that sleeps", () => {
  const onlyDeployed = deployed.filter((one) => !standalone.includes(one));
  expect(onlyDeployed).toEqual([
    'feedback by {"kind":"stream","windowSeconds":60}',
    'render by {"kind":"awake","everyHours":24}',
  ]);
  expect(standalone.filter((one) => !deployed.includes(one))).toEqual([]);
  expect(standalone).toHaveLength(deployed.length - onlyDeployed.length);
});

test("a function that neither place wakes is one that is invoked", () => {
  const woken = new Set(wired.map(({ name }) => name));
  const others = MANIFESTS.filter(({ name }) => !woken.has(name));
  expect(others.map(({ name, sources }) => [name, sources])).toEqual([
    ["render", [{ kind: "invoke" }, { kind: "awake", everyHours: 24 }]],
    ["webhook-sender", [{ kind: "invoke", lapsesAfterSeconds: 180 }]],
  ]);
});

test("standalone, what wakes a function leads to its handler", async () => {
  for (const { name, sources } of MANIFESTS) {
    for (const source of sources) {
      if (source.kind === "http") {
        for (const prefix of Object.keys(source.routes)) {
          expect(pick(`${prefix}/x`)).toBe(handlerOf(name));
        }
      }
      if (source.kind === "queue") {
        const worker = workers.find((one) => one.name === source.queue);
        expect(wired.find((one) => one.worker === worker)!.name).toBe(name);
      }
      // The process has a clock of its own for it.
      if (source.kind === "schedule") expect([name, source.everyMinutes]).toEqual(["tick", 1]);
    }
  }
  expect(workers.map(({ name }) => name).toSorted()).toEqual([
    "deliver",
    "deliver-now",
    "feedback",
    "work",
  ]);
  const before = await world.table.query("due", "cursor", { prefix: "" });
  await tick();
  const after = await world.table.query("due", "cursor", { prefix: "" });
  expect([before.items.length, after.items.length > 0]).toEqual([0, true]);
});
