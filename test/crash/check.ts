import type { Program } from "#test/support/program.ts";
import type { SinkProcess } from "#test/support/sink-process.ts";
import type { Person } from "./plan.ts";

type Mail = { kind: string; id: string; state: string; template: string };

/**
 * Mails by what came of them, and each fault as a sentence; `arrived` are those in doubt that did.
 */
export type Findings = {
  lost: number;
  doubled: number;
  inDoubt: number;
  arrived: number;
  faults: string[];
};

const LIMIT = 200;

/**
 * Holds what the API states of every contact against what arrived: each mail of its sequence once,
 * and nothing else. A mail that is stated as `unknown` may have arrived or not, but never twice.
 */
export async function check(
  program: Program,
  sink: SinkProcess,
  cast: Person[],
  clicked: ReadonlySet<string>,
): Promise<Findings> {
  const findings: Findings = { lost: 0, doubled: 0, inDoubt: 0, arrived: 0, faults: [] };
  const strays = new Map(sink.counts());
  for (const person of cast) {
    const { body } = await program.call("GET", `/v1/contacts/${person.id}/timeline?limit=${LIMIT}`);
    if (body.cursor !== null) throw new Error(`${person.id} has more than ${LIMIT} items`);
    const mails: Mail[] = body.items.filter(({ kind }: Mail) => kind === "message");
    const due = new Set([
      "welcome-hello",
      person.isPro && clicked.has(person.id) ? "welcome-pro" : "welcome-nudge",
    ]);
    for (const mail of mails) {
      judge(findings, person, mail, strays.get(mail.id) ?? 0, due.delete(mail.template));
      strays.delete(mail.id);
    }
    for (const template of due) {
      findings.lost += 1;
      findings.faults.push(`${person.id} has no message for ${template}`);
    }
  }
  for (const id of strays.keys()) {
    findings.doubled += 1;
    findings.faults.push(`${id} arrived and is in no timeline`);
  }
  return findings;
}

function judge(
  findings: Findings,
  { id: person }: Person,
  { id, state, template }: Mail,
  times: number,
  isDue: boolean,
): void {
  const what = `${template} of ${person} (${id})`;
  if (!isDue) findings.faults.push(`${what} is one too many`);
  if (times > 1) findings.faults.push(`${what} arrived ${times} times`);
  findings.doubled += isDue ? Math.max(0, times - 1) : Math.max(1, times);
  if (state === "unknown") {
    findings.inDoubt += 1;
    if (times > 0) findings.arrived += 1;
    return;
  }
  if (times === 0) findings.lost += 1;
  if (state !== "sent" || times === 0) {
    findings.faults.push(`${what} is ${state} and arrived ${times} times`);
  }
}
