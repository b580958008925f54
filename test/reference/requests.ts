import type { Attribute } from "#shared/audience/profiles/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { placeDone } from "./lateness.ts";
import { given } from "./values.ts";
import type { Look, STAYS, Way } from "./way.ts";

type Asking = Extract<Definition["steps"][string], { kind: "webhook" | "notify" }>;

const MINUTE_MS = 60_000;
const PAUSES = [1, 5, 30, 120, 480, 1440, 1440];

/**
 * Asks until an answer says that it went well or never will, or it was tried often enough; no
 * answer in 3 minutes is none.
 */
export function ask(run: Way, step: Asking, look: Look): string | null | typeof STAYS {
  const { clock: now } = look;
  run.overAt = run.dueSince ?? run.arrived.at;
  const answer = isMine(run, look.answer?.origin) ? look.answer : undefined;
  const otherwise = step.kind === "webhook" ? step.otherwise : undefined;
  const fail = () => {
    run.note("request-failed");
    return otherwise === undefined ? step.next : otherwise;
  };
  if (answer?.outcome === "ok") {
    run.note("request-answered");
    const attributes: Record<string, Attribute> = answer.attributes ?? {};
    if (Object.keys(attributes).length > 0) {
      run.effects.push({ kind: "change", attributes });
      run.leads = placeDone(look);
    }
    return step.next;
  }
  if (answer?.outcome === "refused") return fail();
  const isLast = run.attempt === step.attempts;
  if (answer && answer.attempt === run.attempt) {
    return isLast ? fail() : run.stay(now + PAUSES[run.attempt - 1]! * MINUTE_MS, "request-again");
  }
  // Armed by the limit of steps at once it has not asked yet: that is no answer to wait for.
  if (run.attempt > 0 && run.alarm !== undefined && run.alarm > now) {
    return run.stay(run.alarm, "request");
  }
  if (isLast) return fail();
  run.attempt += 1;
  const { contact, sequence, version, run: id } = run.names;
  const visit = run.visits[run.step!]!;
  const origin = { contact, sequence, entryKey: "-", run: id, step: run.step!, visit };
  const { attributes } = look.person;
  const zone = run.definition.settings.zone ?? look.person.zone;
  const at = { now: run.arrived.at, zone };
  const values = step.kind === "webhook" ? given(step.body, run.entry, look.person, at) : {};
  const body =
    step.kind === "notify"
      ? { text: step.text }
      : {
          type: "sequence.step",
          timestamp: new Date(run.arrived.at).toISOString(),
          data: {
            ...{ sequence, version, step: run.step, run: id },
            contact: { id: contact, email: "ann@example.com", attributes },
            event: { name: run.entry.event, data: run.entry.data },
            ...values,
          },
        };
  const request = {
    id: `msg_${digest(id, run.step!, visit)}`,
    url: step.url!,
    attempt: run.attempt,
    origin,
    body: JSON.stringify(body),
    timeoutMs: (step.kind === "webhook" ? Number(step.timeout.slice(2, -1)) : 10) * 1_000,
    ...(step.kind === "webhook" && step.map && { map: step.map }),
  };
  run.effects.push({ kind: "request", request });
  return run.stay(now + 3 * MINUTE_MS, "request");
}

const isMine = (
  { names, step, visits }: Way,
  origin: { run: string; step: string; visit: number } | undefined,
) => origin?.run === names.run && origin.step === step && origin.visit === visits[origin.step];
