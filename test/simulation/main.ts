import { readOptions, wholeNumber } from "#test/support/options.ts";
import { add, isFaulty, tell } from "./history.ts";
import { inThreads } from "./in-threads.ts";
import { shrink } from "./shrink.ts";
import type { Result } from "./simulate.ts";

const HELP = `npm run sim -- [options]
  --sends N    people for N mails at least, in each history (1000)
  --seed S     the first seed (1)
  --seeds K    so many histories, one after the other (1)
  --threads T  spread over so many threads (1)
  --trace      print every step of the history
  --shrink     find few of its faults that still make the history fail, and print that one
  --first      end at the first history that fails
`;

const values = readOptions({
  sends: { type: "string", default: "1000" },
  seed: { type: "string", default: "1" },
  seeds: { type: "string", default: "1" },
  threads: { type: "string", default: "1" },
  trace: { type: "boolean", default: false },
  shrink: { type: "boolean", default: false },
  first: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
if (values.help) {
  process.stderr.write(HELP);
  process.exit(0);
}
const [sends, seed, seeds, threads] = [
  wholeNumber("sends", values.sends),
  wholeNumber("seed", values.seed),
  wholeNumber("seeds", values.seeds),
  wholeNumber("threads", values.threads),
];
let failed = false;

function judge({ findings, fired: _, ...figures }: Result): boolean {
  if (!isFaulty({ findings, fired: [], ...figures })) return true;
  failed = true;
  for (const finding of findings) print(finding);
  print(JSON.stringify(figures));
  const replay = `npm run sim -- --sends ${sends} --seed ${figures.seed}`;
  print(`replay: ${replay} --trace   shorter: ${replay} --shrink`);
  return !values.first;
}

if (values.shrink) await shrink({ sends, seed }, print);
else if (seeds === 1) {
  const result = await tell({ sends, seed, ...(values.trace && { trace: print }) });
  if (judge(result)) {
    const { sends: mails, unknown } = result;
    const doubt = `${unknown} in doubt, each for a reason`;
    process.stderr.write(`${mails} mails: none twice, none lost, none begun too late, ${doubt}.\n`);
  }
  const { findings: _, fired: __, ...figures } = result;
  print(JSON.stringify(figures));
} else {
  const started = Date.now();
  let total: Parameters<typeof add>[0] | undefined;
  let done = 0;
  const all = Array.from({ length: seeds }, (_, i) => seed + i);
  await inThreads({ sends, seeds: all, threads }, (result) => {
    const { findings: _, fired: __, ...figures } = result;
    total = total ? add(total, figures) : figures;
    done += 1;
    const seconds = Math.round((Date.now() - started) / 1_000);
    process.stderr.write(`\r${done} of ${seeds} histories, ${total.sends} mails, ${seconds} s `);
    return judge(result);
  });
  process.stderr.write("\n");
  print(JSON.stringify({ ...total, seed, seeds: done, ms: Date.now() - started }));
}
process.exitCode = failed ? 1 : 0;
