import { describe, expect, test } from "vitest";
import { InvalidInput } from "#shared/kernel/errors.ts";
import {
  type DeliverMessage,
  deliverMails,
  detectBots,
  dueMessage,
  erasureSweep,
  type FeedbackMessage,
  fanOutPage,
  incomingEvent,
  internalEvent,
  jobPage,
  parseDeliverMessage,
  parseFeedbackMessage,
  parseWorkMessage,
  type ReconcileReference,
  rawClick,
  rawOpen,
  reevaluation,
  runMigration,
  runRemoval,
  WebhookCalls,
  type WebhookResult,
  type WorkMessage,
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
const origin = { contact, sequence: "s", entryKey: "k", run: "r", step: "ask", visit: 1 };
const event = { contact, id: "e", name: "paid", at: 1.5, ordinal: 2, data: { a: [1] }, cascade: 1 };
const own = { contact, id: "e", name: "contact.updated", at: 1, data: {} };
const result: WebhookResult = {
  ...{ origin, attempt: 1, outcome: "ok", status: "200" },
  attributes: { a: "x", b: 1, c: true, d: null, e: ["y"] },
};
const request = { id: "msg_1", url: "https://e.com", body: "{}", timeoutMs: 1, attempt: 1, origin };

const REFERENCES: { [Kind in WorkReference["kind"]]: WorkReference & { kind: Kind } } = {
  run: { kind: "run", contact, sequence: "s", at: 1 },
  mail: { kind: "mail", message, queue: "deliver-now", at: 1 },
  contact: { kind: "contact", contact, at: 1 },
  schedule: { kind: "schedule", sequence: "s", at: 1 },
  forget: { kind: "forget", at: 1 },
};
const due = Object.values(REFERENCES);
const look: ReconcileReference = { kind: "reconcile", message, at: 1, attempt: 3 };

const WORK: Examples<WorkMessage> = {
  event: [incomingEvent(event), JSON.stringify({ event })],
  internalEvent: [internalEvent(own), JSON.stringify({ internalEvent: own })],
  due: [dueMessage(due), JSON.stringify({ due })],
  webhookResult: [webhookResult(result), JSON.stringify({ webhookResult: result })],
  reevaluate: [reevaluation(contact), `{"reevaluate":"${contact}"}`],
  removeRuns: [
    runRemoval({ contact, sequence: "s", entryKey: "k" }),
    `{"removeRuns":{"contact":"${contact}","sequence":"s","entryKey":"k"}}`,
  ],
  erased: [erasureSweep(contact), `{"erased":"${contact}"}`],
  migrate: [
    runMigration({ contact, sequence: "s", entryKey: "k", version: 2 }),
    `{"migrate":{"contact":"${contact}","sequence":"s","entryKey":"k","version":2}}`,
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
  click: [
    rawClick({ message, link: 2, at: 1, machine: false }),
    `{"click":{"message":"${message}","link":2,"at":1,"machine":false}}`,
  ],
  open: [
    rawOpen({ message, at: 1, machine: true }),
    `{"open":{"message":"${message}","at":1,"machine":true}}`,
  ],
  detectBots: [detectBots(message), `{"detectBots":{"message":"${message}"}}`],
  due: [dueMessage([look]), JSON.stringify({ due: [look] })],
};
const CALL = { requests: [webhookCalls([request]), JSON.stringify({ requests: [request] })] };

const ALL = [
  { queue: "work", parse: parseWorkMessage, examples: WORK },
  { queue: "deliver", parse: parseDeliverMessage, examples: DELIVER },
  { queue: "feedback", parse: parseFeedbackMessage, examples: FEEDBACK },
  { queue: "call", parse: (body: unknown) => WebhookCalls.parse(body), examples: CALL },
] as const;

describe.each(ALL)("a message of $queue", ({ parse, examples }) => {
  test.each(Object.entries(examples))("%s reads as it was written", (_, [built, text]) => {
    expect(JSON.stringify(built)).toBe(text);
    expect(parse(JSON.parse(text))).toEqual(JSON.parse(text));
  });

  test.each(Object.entries(examples))("%s without a part of it is refused", (kind, [built]) => {
    const content = (built as unknown as Record<string, unknown>)[kind];
    const less =
      typeof content === "string" ? 1 : Array.isArray(content) ? [...content, {}] : { at: 1 };
    for (const bad of [less, null, undefined, [content]]) {
      expect(() => parse({ [kind]: bad })).toThrow();
    }
  });

  test.each([undefined, null, "text", 7, [], {}, { dance: true }])("%j is refused", (body) => {
    expect(() => parse(body)).toThrow();
  });
});

test("what others emit has no name of ours, and what we emit has one", () => {
  expect(() => parseWorkMessage(incomingEvent(own))).toThrow(InvalidInput);
  expect(() => parseWorkMessage(internalEvent(event))).toThrow(InvalidInput);
});

test("a value with an inner structure is no attribute of a result", () => {
  for (const value of [{ a: 1 }, [1], [["x"]]]) {
    const webhookResult = { ...result, attributes: { value } };
    expect(() => parseWorkMessage({ webhookResult })).toThrow(InvalidInput);
  }
});

test("deliver queues take at most a hundred mails, by their ids", () => {
  const many = (count: number) => deliverMails(Array.from({ length: count }, () => message));
  expect(parseDeliverMessage(many(100))).toEqual(many(100));
  expect(() => parseDeliverMessage(many(101))).toThrow(InvalidInput);
  expect(() => parseDeliverMessage(deliverMails(["c_1"]))).toThrow(InvalidInput);
});

test("work takes no look, and feedback no other reference", () => {
  expect(() => parseWorkMessage({ due: [look] })).toThrow(InvalidInput);
  for (const one of due) {
    expect(() => parseFeedbackMessage({ due: [one] })).toThrow(InvalidInput);
  }
});
