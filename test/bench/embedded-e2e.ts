import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Program } from "#test/support/program.ts";
import { SinkProcess } from "#test/support/sink-process.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import type { Measurement } from "./row.ts";

const SIZES = [1_000, 10_000];
const FULL_SIZE = 100_000;
/**
 * Sent before the clock starts: a thousand people alone would mostly measure how code becomes warm.
 */
const WARM_UP = 1_000;
/** In one request. */
const EVENTS = 200;
/** Of the bare loop: as many as one lane of the SMTP adapter has. */
const CONNECTIONS = 16;
const BARE_MAILS = 20_000;

type Figures = { perSecond: number; perCpuSecond?: number; bare: number };

/**
 * From the first event posted over HTTP to the last mail accepted by an SMTP sink in another
 * process, on disk, with as many contacts as each size says; the rows are those of the slowest
 * size. Beside it, in the same run, a bare SMTP loop with the same bytes on the same number of
 * connections to the same sink.
 */
export const embeddedRow: Measurement = {
  units: {
    embedded_e2e: "mails/s",
    embedded_e2e_per_cpu: "mails/CPU-s",
    smtp_bare_loop: "mails/s",
    e2e_ratio: "of the bare loop",
  },
  measure: async ({ full }) => {
    const runs: Figures[] = [];
    for (const people of full ? [...SIZES, FULL_SIZE] : SIZES) runs.push(await run(people));
    const slowest = runs.reduce((a, b) => (b.perSecond < a.perSecond ? b : a));
    return {
      embedded_e2e: slowest.perSecond,
      ...(slowest.perCpuSecond && { embedded_e2e_per_cpu: slowest.perCpuSecond }),
      smtp_bare_loop: slowest.bare,
      e2e_ratio: slowest.perSecond / slowest.bare,
    };
  },
};

async function run(people: number): Promise<Figures> {
  const folder = tempFolder();
  const sink = await SinkProcess.startCounting();
  const env = { DRIPSTACK_SMTP_URL: sink.url, DRIPSTACK_ADMIN_KEY: "bench-admin-key-0000" };
  const program = await Program.start(folder, env);
  try {
    await signUp(program, sink, 0, WARM_UP);
    const cpu = cpuSeconds(program.ready.pid);
    const start = process.hrtime.bigint();
    await signUp(program, sink, WARM_UP, people);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const used = cpu && cpuSeconds(program.ready.pid)! - cpu;
    await program.end("SIGKILL");
    const { sample } = await sink.tally();
    const bare = bareLoop(join(folder, "sample.eml"), sample, sink.url);
    const figures = {
      people,
      perSecond: people / seconds,
      perCpuSecond: used && people / used,
      bare,
    };
    process.stderr.write(`${JSON.stringify({ ...figures, bytes: sample.length })}\n`);
    return figures;
  } finally {
    await program.end("SIGKILL");
    sink.end();
    removeFolder(folder);
  }
}

/** Posts `count` people's first event and waits until each of them has a mail, and only one. */
async function signUp(program: Program, sink: SinkProcess, first: number, count: number) {
  for (let i = first; i < first + count; i += EVENTS) {
    const events = Array.from({ length: Math.min(EVENTS, first + count - i) }, (_, n) => ({
      email: `u${i + n}@example.com`,
      name: "signed_up",
    }));
    const { status } = await program.call("POST", "/v1/events", { events });
    if (status !== 202) throw new Error(`the events were answered with ${status}`);
  }
  for (;;) {
    const { taken, distinct } = await sink.tally();
    if (taken !== distinct) throw new Error(`${taken - distinct} mails came twice`);
    if (taken >= first + count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function bareLoop(file: string, sample: string, url: string): number {
  writeFileSync(file, sample, "latin1");
  const options = {
    port: new URL(url).port,
    connections: CONNECTIONS,
    mails: BARE_MAILS,
    file,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return Number(execFileSync(process.execPath, ["test/bench/smtp-loop.ts", ...args]));
}
