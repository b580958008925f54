import { availableParallelism } from "node:os";
import { readOptions } from "#test/support/options.ts";
import { PLANTS } from "./plants.ts";
import { tryPlant } from "./try-plant.ts";

const values = readOptions({
  only: { type: "string" },
  /** Those alone that a named test must catch, in seconds each. */
  proofs: { type: "boolean", default: false },
});
const wanted = PLANTS.filter(
  ({ name, proof }) =>
    (!values.only || name.includes(values.only)) && (!values.proofs || proof !== undefined),
);
const left = [...wanted];
const missed: string[] = [];

/** Plants one fault after the other, several at a time; each in a copy of the engine of its own. */
async function work(): Promise<void> {
  for (let plant = left.shift(); plant; plant = left.shift()) {
    const said = await tryPlant(plant).catch(
      (error: Error) => void process.stderr.write(`${plant.name}: ${error.message}\n`),
    );
    if (!said) missed.push(plant.name);
    process.stdout.write(`${plant.name}: ${said ?? "NOT CAUGHT"}\n`);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
process.stdout.write(`${JSON.stringify({ planted: wanted.length, missed })}\n`);
process.exitCode = missed.length > 0 ? 1 : 0;
