import { readOptions, wholeNumber } from "#test/support/options.ts";
import type { Tried } from "./deployment.ts";
import { ASSUMED } from "./lambda.ts";
import { PRICE_LIST } from "./prices.ts";
import { describeRun, figuresOf, summarize } from "./report.ts";
import { type Run, run } from "./run.ts";
import { SHAPES, type ShapeName } from "./shapes.ts";
import { sweepSlot } from "./slot.ts";

const values = readOptions({
  people: { type: "string", default: "10000" },
  shapes: { type: "string", default: "hour,minute,trickle" },
  rate: { type: "string", default: "200" },
  seed: { type: "string", default: "1" },
  /** What if: `--try feedback=20x100,work=1x25` waits 20 seconds for 100 messages, and so on. */
  try: { type: "string" },
  /** Publishes our own events, as `publishEvents` of the stack does. */
  bus: { type: "boolean", default: false },
  /**
   * Instead of all that: what handing on so many runs costs that are due at one instant, and a
   * tenth of them.
   */
  slot: { type: "string" },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const say = (line: string) => process.stderr.write(`${line}\n`);

if (values.slot !== undefined) {
  process.env.POWERTOOLS_METRICS_DISABLED = "true";
  const size = wholeNumber("slot", values.slot);
  const [tenth, whole] = [await sweepSlot(Math.ceil(size / 10)), await sweepSlot(size)];
  print(JSON.stringify(tenth));
  print(JSON.stringify(whole));
  const isGood = whole.handedOn === size && whole.mostHeld <= tenth.mostHeld;
  process.exit(isGood ? 0 : 1);
}
const people = Number(values.people);
const names = values.shapes.split(",");
const unknown = names.filter((name) => !(name in SHAPES));
if (unknown.length > 0 || !(people > 0)) {
  say(`There are the shapes ${Object.keys(SHAPES).join(", ")}, and one person at least.`);
  process.exit(2);
}

const tried: Tried = Object.fromEntries(
  (values.try ?? "").split(",").flatMap((text) => {
    const [, queue, seconds, size] = /^([a-z-]+)=(\d+)x(\d+)$/.exec(text) ?? [];
    return queue ? [[queue, { windowSeconds: Number(seconds), batchSize: Number(size) }]] : [];
  }),
);
const runs: Record<string, Run> = {};
for (const name of names) {
  const shape = name as ShapeName;
  const started = performance.now();
  const onProgress = (says: string) => say(`${shape}: ${says}`);
  const options = { people, shape, perSecond: Number(values.rate), seed: Number(values.seed) };
  runs[shape] = await run({ ...options, tried, hasBus: values.bus, onProgress });
  say(`${shape}: done in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
}

const [headline = "hour"] = names;
const first = runs[headline]!;
const figures = figuresOf(first);
print(`${people} people through the sample sequence: ${SHAPES[headline as ShapeName].says}.`);
if (values.try) print(`Tried in place of the manifests: ${values.try} (seconds x messages).`);
print(`Prices: ${PRICE_LIST}. SES itself is not in it.`);
print(`Assumed: ${ASSUMED}.`);
for (const line of describeRun(first, figures)) print(line);
const shapes = Object.fromEntries(
  Object.entries(runs).map(([name, one]) => [name, figuresOf(one).mail]),
);
print("");
for (const [name, value] of Object.entries(shapes)) {
  print(
    `${name.padEnd(8)} $${value.toFixed(3)} a million mails: ${SHAPES[name as ShapeName].says}`,
  );
}
print(JSON.stringify(summarize(first, figures, shapes)));
