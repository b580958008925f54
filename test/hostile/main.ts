process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";
const { openTemp } = await import("#test/support/temp-folder.ts");
const { functionStory } = await import("./function-story.ts");
const { processStory } = await import("./process-story.ts");

/** Hostile templates cost themselves alone, in the process and in the function that render. */
openTemp();
let isGood = true;
for (const story of [...(await functionStory()), await processStory()]) {
  process.stdout.write(`${JSON.stringify(story)}\n`);
  isGood &&= story.good === story.ofGood && story.stopped === story.ofHostile;
}
process.exitCode = isGood ? 0 : 1;
