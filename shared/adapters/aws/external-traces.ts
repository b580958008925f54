import type { ExternalTraces } from "#shared/ports/external-traces.ts";

/**
 * Nothing can be looked for in a queue of SQS. What waits there names contacts by our ids, but for
 * events; it is gone after four days, a dead letter after fourteen (docs/contacts.md, Erasure).
 */
export const forgetInQueues: ExternalTraces = { remove: async () => {}, overwrite: async () => {} };
