import { runNode } from "./run-node.ts";

/**
 * Every fault must be found within so many mails, in histories of this many: small ones are told
 * soonest.
 */
const MAX_SENDS = 20_000;
const SENDS = 100;

/**
 * Simulates in a copy of the engine until a finding. Returns it; undefined when there was none in
 * time.
 * @throws what the simulation said when it did not come to its last line, which holds its figures
 */
export async function simulate(folder: string): Promise<string | undefined> {
  const seeds = String(Math.ceil(MAX_SENDS / SENDS));
  const options = ["--sends", String(SENDS), "--seeds", seeds, "--first"];
  const { out, said } = await runNode(folder, ["test/simulation/main.ts", ...options]);
  const lines = out.trimEnd().split("\n");
  const last = lines.at(-1)!;
  if (!last.startsWith("{")) throw new Error(`it did not run: ${said.slice(-500)}`);
  const { sends } = JSON.parse(last) as { sends: number };
  // The first line is the first finding; where there is none it is the last.
  const isFound = lines.length > 1 && sends <= MAX_SENDS;
  return isFound ? `caught in ${sends} mails: ${lines[0]}` : undefined;
}
