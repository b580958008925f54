import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { Random } from "#test/simulation/random.ts";
import { newFolder, removeFolder } from "#test/support/program.ts";
import { SinkProcess } from "#test/support/sink-process.ts";
import { check } from "./check.ts";
import { Killer } from "./killer.ts";
import { castOf, killsIn, type Plan, turnsOf } from "./plan.ts";
import { Story } from "./story.ts";

export type Verdict = {
  kills: number;
  people: number;
  mails: number;
  duplicates: number;
  lost: number;
  unknown: number;
  allowed: number;
  ms: number;
};

/** `deliver-now` and `deliver`, each of which has as many mails under way as the mailer states. */
const LANES = 2;
/** After the last turn: past the lease and the first look at a mail, the last nudge, and the last look. */
const REST = ["PT20M", "P5D", "P9D"];

/**
 * Runs people through the sample over real SMTP while the process is killed, and says what came of every mail. No more
 * may be in doubt than were under way at the kills.
 */
export async function crash(
  plan: Plan,
  say: (line: string) => void = () => {},
): Promise<{ verdict: Verdict; faults: string[] }> {
  const start = Date.now();
  const folder = newFolder();
  const sink = await SinkProcess.start(folder, { links: true });
  const env = { DRIPSTACK_SMTP_URL: sink.url, DRIPSTACK_ADMIN_KEY: "crash-test-admin-key" };
  const killer = new Killer(folder, env, sink, new Random(plan.seed));
  const cast = castOf(plan);
  const story = new Story(cast, sink);
  try {
    await killer.start();
    let kills = 0;
    for (let turn = 0; turn < turnsOf(plan); turn++) {
      for (let i = 0; i < killsIn(turn, plan); i++) {
        const mails = Math.ceil(plan.people / turnsOf(plan));
        const afterMs = await killer.kill((program) => story.turn(program, turn), mails);
        kills += 1;
        const sofar = `${sink.arrivals().length} mails so far`;
        say(`kill ${kills}/${plan.kills} after ${afterMs} ms, while ${story.doing}; ${sofar}`);
      }
      await killer.let((program) => story.turn(program, turn));
    }
    for (const duration of REST) await story.pass(killer.program, duration);
    say(`${sink.arrivals().length} mails; reading what became of them`);

    const { faults, ...found } = await check(killer.program, sink, cast, story.clicked);
    const allowed = kills * LANES * new SmtpMailer(sink.url).concurrency;
    if (found.unknown > allowed) faults.push(`${found.unknown} mails are unknown: over ${allowed}`);
    const mails = sink.arrivals().length;
    const ms = Date.now() - start;
    return { verdict: { kills, people: plan.people, mails, ...found, allowed, ms }, faults };
  } finally {
    await killer.end();
    sink.end();
    removeFolder(folder);
  }
}
