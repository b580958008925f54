process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";
const { isInTime, rush } = await import("./rush.ts");

/** SES's first rate outside the sandbox. */
const SIZE = { people: 10_000, perSecond: 14 };

const result = await rush(SIZE);
process.stdout.write(`${JSON.stringify({ ...SIZE, ...result })}\n`);
process.exitCode = result.sent === SIZE.people && isInTime(SIZE, result) ? 0 : 1;
