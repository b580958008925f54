import { expect, test } from "vitest";
import { Random } from "#test/simulation/random.ts";
import { newFolder, Program, removeFolder } from "#test/support/program.ts";
import { SinkProcess } from "#test/support/sink-process.ts";

const PEOPLE = 200;
const KILLS = 5;
/** Connections of the SMTP adapter. */
const CONNECTIONS = 16;
const KEY = "kill-test-admin-key";

type Item = { kind: string; id: string; state: string; template: string };

test("killed five times while 200 people run through the sample, no mail goes twice and none is lost", async () => {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
  const random = new Random(seed);
  const folder = newFolder();
  const sink = await SinkProcess.start(folder);
  const env = { DRIPSTACK_SMTP_URL: sink.url, DRIPSTACK_ADMIN_KEY: KEY };
  let program = await Program.start(folder, env);
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Does `work` while the process is killed at a random moment within `withinMs`, and starts it again. */
  const killDuring = async (work: () => Promise<unknown>, withinMs: number) => {
    const busy = work().catch(() => {});
    await pause(random.below(withinMs));
    await program.end("SIGKILL");
    await busy;
    program = await Program.start(folder, env);
  };
  const advance = async (by: string) => {
    expect((await program.call("POST", "/v1/dev/clock", { advance: by })).status).toBe(200);
  };
  /** Signs up a share of the people; whoever was not answered is signed up again, by the same ids. */
  const signUp = async (share: number) => {
    const events = Array.from({ length: PEOPLE / 4 }, (_, i) => {
      const person = `u${share * (PEOPLE / 4) + i}`;
      return {
        id: `signup-${person}`,
        contactId: person,
        email: `${person}@example.com`,
        name: "signed_up",
      };
    });
    const { status } = await program.call("POST", "/v1/events", { events });
    expect(status).toBe(202);
  };

  try {
    for (let kill = 0; kill < 3; kill++) {
      await signUp(kill);
      await killDuring(async () => {}, 150);
    }
    await signUp(3);
    await killDuring(() => advance("P1DT1H"), 400);
    await advance("P1DT1H");
    await killDuring(() => advance("P4D"), 400);
    await advance("P4D");
    await advance("P9D");

    const counts = sink.counts();
    let unknown = 0;
    for (let i = 0; i < PEOPLE; i++) {
      const { body } = await program.call("GET", `/v1/contacts/u${i}/timeline?limit=200`);
      const mails: Item[] = body.items.filter((item: Item) => item.kind === "message");
      const templates = mails.map(({ template }) => template).toSorted();
      expect(templates, `u${i} of seed ${seed}`).toEqual(["welcome-hello", "welcome-nudge"]);
      for (const { id, state } of mails) {
        const times = counts.get(id) ?? 0;
        counts.delete(id);
        if (state === "unknown") unknown += 1;
        if (state === "unknown") expect(times, `${id} of seed ${seed}`).toBeLessThanOrEqual(1);
        else expect([state, times], `${id} of seed ${seed}`).toEqual(["sent", 1]);
      }
    }
    expect([...counts.keys()]).toEqual([]);
    expect(unknown).toBeLessThanOrEqual(KILLS * CONNECTIONS);
  } finally {
    await program.end("SIGKILL");
    sink.end();
    removeFolder(folder);
  }
});
