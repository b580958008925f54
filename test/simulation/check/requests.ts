import type { Receipt } from "../receiver.ts";
import type { Way } from "../run-journal.ts";
import type { Evidence, Fault } from "./evidence.ts";

/**
 * What is wrong with requests of steps: not received, not asked often enough, several ids for one
 * visit.
 */
export function countRequests(evidence: Evidence, fault: Fault): number {
  const { runs, receipts, definitions } = evidence;
  const byId = Map.groupBy(receipts, ({ id }) => id);
  const ids = new Map<string, Set<string>>();
  for (const { id, origin } of evidence.requests) {
    const { run, step, visit } = origin;
    const visits = `${run} ${step} ${visit}`;
    ids.set(visits, (ids.get(visits) ?? new Set()).add(id));
  }
  let count = 0;
  const owners = Map.groupBy(
    [...ids].flatMap(([visit, some]) => [...some].map((id) => ({ id, visit }))),
    ({ id }) => id,
  );
  for (const [id, some] of owners) {
    if (some.length > 1) count += fault(`one request of ${some.length} visits: ${id}`);
  }
  for (const [visit, some] of ids) {
    if (some.size > 1) count += fault(`${some.size} requests of one visit: ${visit}`);
  }
  for (const way of runs.ways.values()) {
    const definition = definitions.get(`${way.sequence}#${[...way.versions][0]}`);
    const stands = way.step === null ? undefined : definition?.steps[way.step];
    if (stands?.attempts !== undefined && !evidence.journal.erased.has(way.contact)) {
      count += fault(`still stands on a request: ${way.contact} run ${way.run}`);
    }
    for (const { step, decision, reason } of way.decisions) {
      if (decision !== "request-answered" && decision !== "request-failed") continue;
      const [id = ""] = ids.get(`${way.run} ${step} 1`) ?? [];
      const own = byId.get(id) ?? [];
      const allowed = definition?.steps[step]?.attempts as number;
      const isTrue =
        decision === "request-answered"
          ? own.some(({ status }) => status === Number(reason))
          : hasFailed(way, step, reason, own, allowed);
      if (!isTrue) count += fault(`${decision} (${reason}): ${way.contact} run ${way.run} ${step}`);
    }
  }
  return count + countBodies(byId, fault);
}

/** Whether it was asked as often as may be, or the receiver said that nothing would help. */
function hasFailed(way: Way, step: string, reason: string, own: Receipt[], allowed: number) {
  if (reason === "404") return own.some(({ status }) => status === 404);
  const attempts = way.decisions.filter(
    (one) => one.step === step && one.decision === "request" && one.reason.startsWith("attempt "),
  );
  return attempts.some(({ reason: text }) => text === `attempt ${allowed}`);
}

/**
 * What is asked stays the same; what is known of the person may have changed from one attempt to
 * the next.
 */
function countBodies(byId: Map<string, Receipt[]>, fault: Fault): number {
  let count = 0;
  for (const [id, some] of byId) {
    const bodies = new Set(some.map(({ body }) => withoutAttributes(body)));
    if (bodies.size > 1) count += fault(`one request with ${bodies.size} bodies: ${id}`);
  }
  return count;
}

function withoutAttributes(body: string): string {
  const json = JSON.parse(body) as { data?: { contact: { attributes?: unknown } } };
  if (json.data) json.data.contact.attributes = undefined;
  return JSON.stringify(json);
}
