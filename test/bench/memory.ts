import { existsSync, readFileSync } from "node:fs";
import { Program } from "#test/support/program.ts";
import { SinkProcess } from "#test/support/sink-process.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import { familyOf } from "./cpu-seconds.ts";
import type { Measurement } from "./row.ts";

const PEOPLE = 4_000;
const FULL_PEOPLE = 100_000;
const BATCH = 500;
/** The program takes events faster than it sends mail: so many may be ahead of the sink. */
const AHEAD = 2_000;

/**
 * What the real process and those that it runs hold of the machine's memory once every contact
 * is enrolled in the sample and got the first mail over SMTP, and the most that they ever held. The
 * budget is for a hundred thousand contacts, who take minutes and come with `--full` alone: with
 * the 4,000 of a short run not every cache is full yet. No figure without /proc.
 */
export const memoryRows: Measurement = {
  units: { memory_mb: "MB", memory_peak_mb: "MB" },
  measure: async ({ full }): Promise<Record<string, number>> => {
    if (!existsSync("/proc/self/status")) return {};
    const people = full ? FULL_PEOPLE : PEOPLE;
    const folder = tempFolder();
    const sink = await SinkProcess.start(folder);
    const program = await Program.start(folder, { DRIPSTACK_SMTP_URL: sink.url });
    for (let first = 0; first < people; first += BATCH) {
      const events = Array.from({ length: BATCH }, (_, i) => ({
        email: `u${first + i}@example.com`,
        name: "signed_up",
      }));
      await program.call("POST", "/v1/events", { events });
      await arrived(sink, first - AHEAD);
    }
    await arrived(sink, people);
    const statuses = familyOf(program.ready.pid).map((pid) =>
      readFileSync(`/proc/${pid}/status`, "utf8"),
    );
    const sum = (name: string) => statuses.reduce((all, status) => all + read(status, name), 0);
    await program.end("SIGKILL");
    sink.end();
    removeFolder(folder);
    return { memory_mb: sum("VmRSS"), memory_peak_mb: sum("VmHWM") };
  },
};

async function arrived(sink: SinkProcess, mails: number): Promise<void> {
  while (sink.counts().size < mails) await new Promise((resolve) => setTimeout(resolve, 20));
}

const read = (status: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
