import { buildConsole } from "#infra/console/build.ts";
import { isStale } from "#infra/console/sources.ts";
import {
  hasChromium,
  launchChromium,
  READY,
  type ReadyPage,
  readyMs,
} from "#test/support/console-ready.ts";
import { consoleSizes } from "#test/support/console-sizes.ts";
import { Program } from "#test/support/program.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import type { Measurement } from "./row.ts";

/** What is loaded for each, beyond the first load, by its source. */
const PARTS = {
  home: "src/pages/home/home.tsx",
  sequences: "src/pages/sequences/list/sequences.tsx",
  canvas: "src/pages/sequences/canvas-view.tsx",
  contacts: "src/pages/contacts/contacts.tsx",
  templates: "src/pages/templates/list/templates.tsx",
  messages: "src/pages/messages/messages.tsx",
  mailbox: "src/pages/mailbox/mailbox.tsx",
  operations: "src/pages/operations/operations.tsx",
  palette: "src/app/palette.tsx",
};
const PAGES = Object.keys(READY) as ReadyPage[];
const names = ["js", "css", ...Object.keys(PARTS)];

const prefixed = <T>(row: string, values: Iterable<readonly [string, T]>) =>
  Object.fromEntries([...values].map(([name, value]) => [`${row}:${name}`, value]));

/**
 * What the console weighs compressed, and how long a page takes until it can be used: the real
 * process and a real browser with an empty cache. Without Chromium only its weight.
 */
export const consoleRows: Measurement = {
  units: {
    ...prefixed(
      "console_kb",
      names.map((name) => [name, "KB"] as const),
    ),
    ...prefixed(
      "console_ready_ms",
      PAGES.map((name) => [name, "ms"] as const),
    ),
  },
  measure: async () => {
    if (isStale()) await buildConsole();
    const { js, css, own } = consoleSizes();
    const parts = Object.entries(PARTS).flatMap(([name, source]) =>
      own[source] === undefined ? [] : [[name, own[source]] as const],
    );
    const sizes = prefixed("console_kb", [["js", js], ["css", css], ...parts] as const);
    return { ...sizes, ...(hasChromium() && prefixed("console_ready_ms", await readyOf())) };
  },
};

async function readyOf(): Promise<[ReadyPage, number][]> {
  const folder = tempFolder("console");
  const program = await Program.start(folder);
  const browser = await launchChromium();
  try {
    const taken: [ReadyPage, number][] = [];
    for (const page of PAGES) {
      // Once for the process, whose code becomes warm.
      await readyMs(browser, program.ready, page);
      taken.push([page, await readyMs(browser, program.ready, page)]);
    }
    return taken;
  } finally {
    await browser.close();
    await program.end("SIGTERM");
    removeFolder(folder);
  }
}
