import { buildConsole } from "#infra/console/build.ts";
import { isStale } from "#infra/console/sources.ts";
import { consoleFps, fillLong } from "#test/support/console-fps.ts";
import { hasChromium, launchChromium } from "#test/support/console-ready.ts";
import { Program } from "#test/support/program.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import type { Measurement } from "./row.ts";

/** How smoothly the console moves in a real browser without a GPU; nothing without Chromium. */
export const consoleFpsRows: Measurement = {
  units: { canvas_fps: "frames/s", list_fps: "frames/s" },
  measure: async (): Promise<Record<string, number>> => {
    if (!hasChromium()) return {};
    if (isStale()) await buildConsole();
    const folder = tempFolder("console");
    const program = await Program.start(folder);
    const browser = await launchChromium();
    try {
      await fillLong(program);
      const { canvas, list } = await consoleFps(browser, program);
      return { canvas_fps: canvas, list_fps: list };
    } finally {
      await browser.close();
      await program.end("SIGTERM");
      removeFolder(folder);
    }
  },
};
