import type { ExternalTraces } from "#shared/ports/external-traces.ts";

/**
 * SQS queues can't be searched. Except for events, waiting messages name contacts by our ids; they
 * expire after four days, dead letters after fourteen (docs/contacts.md, Erasure).
 */
export const forgetInQueues: ExternalTraces = {
  remove: async () => {},
  sentMail: async () => undefined,
  overwrite: async () => {},
};
