import { newFolder, Program, removeFolder } from "#test/support/program.ts";
import { SinkProcess } from "#test/support/sink-process.ts";
import type { Measurement } from "./row.ts";

const PEOPLE = 2_000;
const EVENTS = 200;

/** From the first event posted to the last mail accepted by an SMTP sink in another process, on disk. */
export const embeddedRow: Measurement = {
  units: { embedded_e2e: "mails/s" },
  measure: async () => {
    const folder = newFolder();
    const sink = await SinkProcess.start(folder);
    const env = { DRIPSTACK_SMTP_URL: sink.url, DRIPSTACK_ADMIN_KEY: "bench-admin-key-0000" };
    const program = await Program.start(folder, env);
    const start = process.hrtime.bigint();
    for (let first = 0; first < PEOPLE; first += EVENTS) {
      const events = Array.from({ length: EVENTS }, (_, i) => ({
        email: `u${first + i}@example.com`,
        name: "signed_up",
      }));
      await program.call("POST", "/v1/events", { events });
    }
    while (sink.counts().size < PEOPLE) await new Promise((resolve) => setTimeout(resolve, 20));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    await program.end("SIGKILL");
    sink.end();
    removeFolder(folder);
    return { embedded_e2e: PEOPLE / seconds };
  },
};
