import type { Evidence, Fault } from "./evidence.ts";

/**
 * Mails accepted twice, two mails of one step or request, and calls twice under one claim or under
 * none.
 */
export function countDuplicates({ calls, mails, asked, journal }: Evidence, fault: Fault): number {
  let duplicates = 0;
  const accepted = Map.groupBy(
    calls.filter((call) => call.accepted),
    (call) => call.messageId,
  );
  for (const [id, some] of accepted) {
    if (some.length > 1) duplicates += fault(`sent ${some.length} times: ${id}`);
  }
  const attempts = Map.groupBy(calls, ({ messageId, attempt }) => `${messageId}#${attempt}`);
  for (const [name, some] of attempts) {
    if (some.length > 1) duplicates += fault(`one claim, ${some.length} calls: ${name}`);
    const lease = journal.leases.get(name) ?? 0;
    const late = some.filter(({ begun }) => begun.at > lease);
    if (late.length > 0) duplicates += fault(`called without a claim that holds: ${name}`);
  }
  const steps = Map.groupBy(
    mails.filter(({ id, run }) => run && accepted.has(id)),
    ({ contact, run, step }) => `${contact} ${run} ${step}`,
  );
  for (const [name, some] of steps) {
    if (some.length > 1) duplicates += fault(`two mails of one step: ${name}`);
  }
  const requests = Map.groupBy(
    mails.filter(({ id, request }) => request && accepted.has(id)),
    ({ request }) => request,
  );
  for (const [request, some] of requests) {
    if (some.length > 1) duplicates += fault(`two mails of one request: ${request}`);
  }
  for (const [key, ids] of asked) {
    if (ids.size > 1) duplicates += fault(`one request, several mails: ${key}`);
  }
  return duplicates;
}
