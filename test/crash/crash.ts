import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { Random } from "#test/simulation/random.ts";
import { SinkProcess } from "#test/support/sink-process.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { check } from "./check.ts";
import { Killer } from "./killer.ts";
import { castOf, MAILS, type Plan, turnsOf } from "./plan.ts";
import type { Kill } from "./sink-main.ts";
import { Story } from "./story.ts";
import { drawTraps } from "./trap.ts";

export type Verdict = {
  kills: number;
  /** Kills that hit while at least one mail was under way. */
  underWay: number;
  people: number;
  mails: number;
  lost: number;
  doubled: number;
  inDoubt: number;
  /** Of those in doubt, the ones that arrived. */
  arrived: number;
  allowed: number;
  ms: number;
};

/** `deliver-now` and `deliver`, each of which has as many mails under way as the mailer states. */
const LANES = 2;
/**
 * After the last turn: past the lease and the first look at a mail, the last nudge, and the last
 * look.
 */
const REST = ["PT20M", "P5D", "P9D"];

/** Of ten kills at least so many must have hit mail; the others may come between bursts. */
const UNDER_WAY_OF_TEN = 8;

/**
 * Runs people through the sample over real SMTP while the process is killed, and says what came of
 * every mail. No more may be in doubt than were under way at the kills.
 */
export async function crash(
  plan: Plan,
  say: (line: string) => void = () => {},
): Promise<{ verdict: Verdict; faults: string[] }> {
  const start = Date.now();
  const folder = tempFolder();
  const sink = await SinkProcess.start(folder, "test/crash/sink-main.ts");
  const env = { DRIPSTACK_SMTP_URL: sink.url, DRIPSTACK_ADMIN_KEY: "crash-test-admin-key" };
  const traps = drawTraps(new Random(plan.seed), plan.kills, plan.people * MAILS);
  const killer = new Killer(folder, env, sink, traps);
  const cast = castOf(plan);
  const story = new Story(cast, sink, killer.requested);
  const kills: Kill[] = [];
  const onKill = (kill: Kill) => {
    kills.push(kill);
    const where = `${kill.moment}, ${kill.underWay} mails under way`;
    const sofar = `${sink.arrivals().length} mails so far`;
    say(`kill ${kills.length}/${plan.kills}: ${where}, while ${story.doing}; ${sofar}`);
  };
  try {
    await killer.start();
    for (let turn = 0; turn < turnsOf(plan); turn++) {
      await killer.work((program) => story.turn(program, turn), onKill);
    }
    for (const duration of REST) {
      await killer.work((program) => story.pass(program, duration), onKill);
    }
    say(`${sink.arrivals().length} mails; reading what became of them`);

    const { faults, ...found } = await check(killer.program, sink, cast, story.clicked);
    const underWay = kills.filter((kill) => kill.underWay > 0).length;
    const allowed = kills.length * LANES * new SmtpMailer(sink.url).concurrency;
    if (found.inDoubt > allowed) {
      faults.push(`${found.inDoubt} mails are in doubt: over ${allowed}`);
    }
    if (kills.length < plan.kills) faults.push(`only ${kills.length} of ${plan.kills} kills came`);
    if (underWay * 10 < kills.length * UNDER_WAY_OF_TEN) {
      faults.push(`only ${underWay} of ${kills.length} kills hit while mail was under way`);
    }
    const mails = sink.arrivals().length;
    const ms = Date.now() - start;
    const { people } = plan;
    return {
      verdict: { kills: kills.length, underWay, people, mails, ...found, allowed, ms },
      faults,
    };
  } finally {
    await killer.end();
    sink.end();
  }
}
