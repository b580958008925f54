process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";
const { openTemp } = await import("#test/support/temp-folder.ts");
const { isInTime, rush } = await import("./rush.ts");
const { sweepSlot } = await import("./slot.ts");

/** SES's first rate outside the sandbox. */
const SIZE = { people: 10_000, perSecond: 14 };
/** Runs due at one instant: ten times as many take as much memory. */
const SLOTS = [100_000, 1_000_000];

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

openTemp();
const result = await rush(SIZE);
print({ ...SIZE, ...result });
let isGood = result.sent === SIZE.people && isInTime(SIZE, result);
for (const references of SLOTS) {
  const swept = await sweepSlot(references);
  print(swept);
  isGood &&= swept.handedOn === references;
}
process.exitCode = isGood ? 0 : 1;
