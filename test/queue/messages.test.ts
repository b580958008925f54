import { describe, expect, test } from "vitest";
import {
  DeliverMessage,
  deliverMails,
  detectBots,
  dueMessage,
  erasureSweep,
  FeedbackMessage,
  fanOutPage,
  incomingEvent,
  jobPage,
  ownEvent,
  type ReconcileReference,
  rawClick,
  rawOpen,
  reevaluation,
  runMigration,
  runRemoval,
  WebhookCalls,
  type WebhookResult,
  WorkMessage,
  type WorkReference,
  webhookCalls,
  webhookResult,
} from "#shared/queue/index.ts";

type KindOf<Message> = Message extends unknown ? keyof Message & string : never;
/** An example of each kind, and its text on the wire: a kind without one does not compile. */
type Examples<Message> = {
  [Kind in KindOf<Message>]: [Extract<Message, Record<Kind, unknown>>, string];
};

const contact = "c_0mabcdefghijklmno";
const message = `${contact}_mm_0123456789abcdef`;
const asker = { contact, sequence: "s", entryKey: "k", run: "r", step: "ask", visit: 1 };
const event = { contact, id: "e", name: "paid", at: 1.5, ordinal: 2, data: { a: [1] }, hops: 1 };
const own = { contact, id: "e", name: "contact.updated", at: 1, data: {} };
const result: WebhookResult = {
  ...{ asker, attempt: 1, outcome: "ok", status: "200" },
  attributes: { a: "x", b: 1, c: true, d: null, e: ["y"] },
};
const request = { id: "msg_1", url: "https://e.com", body: "{}", timeoutMs: 1, attempt: 1, asker };

const REFERENCES: { [Kind in WorkReference["kind"]]: WorkReference & { kind: Kind } } = {
  run: { kind: "run", contact, sequence: "s", at: 1 },
  mail: { kind: "mail", message, queue: "deliver-now", at: 1 },
  person: { kind: "person", contact, at: 1 },
  schedule: { kind: "schedule", sequence: "s", at: 1 },
  forget: { kind: "forget", at: 1 },
};
const due = Object.values(REFERENCES);
const look: ReconcileReference = { kind: "look", message, at: 1, look: 3 };

const WORK: Examples<WorkMessage> = {
  event: [incomingEvent(event), JSON.stringify({ event })],
  own: [ownEvent(own), JSON.stringify({ own })],
  due: [dueMessage(due), JSON.stringify({ due })],
  answered: [webhookResult(result), JSON.stringify({ answered: result })],
  touched: [reevaluation(contact), `{"touched":"${contact}"}`],
  removed: [
    runRemoval({ contact, sequence: "s", entryKey: "k" }),
    `{"removed":{"contact":"${contact}","sequence":"s","entryKey":"k"}}`,
  ],
  erased: [erasureSweep(contact), `{"erased":"${contact}"}`],
  followed: [
    runMigration({ contact, sequence: "s", entryKey: "k", version: 2 }),
    `{"followed":{"contact":"${contact}","sequence":"s","entryKey":"k","version":2}}`,
  ],
  fanOut: [
    fanOutPage({ kind: "k", input: { a: [1] }, shard: 1, after: "p" }),
    '{"fanOut":{"kind":"k","input":{"a":[1]},"shard":1,"after":"p"}}',
  ],
  job: [jobPage({ id: "j", shard: 0, after: undefined }), '{"job":{"id":"j","shard":0}}'],
};
const DELIVER: Examples<DeliverMessage> = {
  mails: [deliverMails([message]), `{"mails":["${message}"]}`],
};
const FEEDBACK: Examples<FeedbackMessage> = {
  hit: [
    rawClick({ message, link: 2, at: 1, machine: false }),
    `{"hit":{"message":"${message}","link":2,"at":1,"machine":false}}`,
  ],
  open: [
    rawOpen({ message, at: 1, machine: true }),
    `{"open":{"message":"${message}","at":1,"machine":true}}`,
  ],
  judge: [detectBots(message), `{"judge":{"message":"${message}"}}`],
  due: [dueMessage([look]), JSON.stringify({ due: [look] })],
};
const CALL = { requests: [webhookCalls([request]), JSON.stringify({ requests: [request] })] };

const ALL = [
  { queue: "work", schema: WorkMessage, examples: WORK },
  { queue: "deliver", schema: DeliverMessage, examples: DELIVER },
  { queue: "feedback", schema: FeedbackMessage, examples: FEEDBACK },
  { queue: "call", schema: WebhookCalls, examples: CALL },
] as const;

describe.each(ALL)("a message of $queue", ({ schema, examples }) => {
  test.each(Object.entries(examples))("%s reads as it was written", (_, [built, text]) => {
    expect(JSON.stringify(built)).toBe(text);
    expect(schema.parse(JSON.parse(text))).toEqual(JSON.parse(text));
  });

  test.each(Object.entries(examples))("%s without a part of it is refused", (kind, [built]) => {
    const content = (built as unknown as Record<string, unknown>)[kind];
    const less =
      typeof content === "string" ? 1 : Array.isArray(content) ? [...content, {}] : { at: 1 };
    for (const bad of [less, null, undefined, [content]]) {
      expect(schema.safeParse({ [kind]: bad }).success).toBe(false);
    }
  });

  test.each([undefined, null, "text", 7, [], {}, { dance: true }])("%j is refused", (body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});

test("what others emit has no name of ours, and what we emit has one", () => {
  expect(WorkMessage.safeParse(incomingEvent(own)).success).toBe(false);
  expect(WorkMessage.safeParse(ownEvent(event)).success).toBe(false);
});

test("a value with an inner structure is no attribute of a result", () => {
  for (const value of [{ a: 1 }, [1], [["x"]]]) {
    const answered = { ...result, attributes: { value } };
    expect(WorkMessage.safeParse({ answered }).success).toBe(false);
  }
});

test("deliver queues take at most a hundred mails, by their ids", () => {
  const many = (count: number) => deliverMails(Array.from({ length: count }, () => message));
  expect([many(100), many(101)].map((one) => DeliverMessage.safeParse(one).success)).toEqual([
    true,
    false,
  ]);
  expect(DeliverMessage.safeParse(deliverMails(["c_1"])).success).toBe(false);
});

test("work takes no look, and feedback no other reference", () => {
  expect(WorkMessage.safeParse({ due: [look] }).success).toBe(false);
  for (const one of due) expect(FeedbackMessage.safeParse({ due: [one] }).success).toBe(false);
});
