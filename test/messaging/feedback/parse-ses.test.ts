import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { InvalidInput } from "#shared/kernel/errors.ts";
import {
  type Feedback,
  isMachineAgent,
  parseFeedback,
  parseSesEvent,
} from "#shared/messaging/feedback/index.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/ses-events");
const files = globSync("*/*.json", { cwd: FOLDER });
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), "utf8"));

const parse = (record: unknown) => parseSesEvent(record) ?? [];

const COMMON = {
  providerId: "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
  recipients: ["recipient@example.com"],
};
type Golden = { file: string; at: string; takenAt?: string } & Record<string, unknown>;
/** Each kind, with the name of its fixture (bare or in an envelope) and what it must be read as. */
const GOLDEN: { [K in Feedback["kind"]]: Golden } = {
  sent: { file: "send", at: "2016-10-14T05:02:16.645Z" },
  delivered: {
    file: "delivery",
    at: "2016-10-19T23:21:04.133Z",
    takenAt: "2016-10-19T23:20:52.240Z",
  },
  delayed: {
    file: "delivery-delay",
    at: "2020-06-16T00:25:40.095Z",
    takenAt: "2020-06-16T00:15:40.641Z",
    reason: "TransientCommunicationFailure",
  },
  bounced: {
    file: "bounce",
    at: "2017-08-05T00:41:02.669Z",
    takenAt: "2017-08-05T00:40:02.012Z",
    hard: true,
    senderFault: false,
    code: "5.1.1",
  },
  complained: {
    file: "complaint",
    at: "2017-08-05T00:41:02.669Z",
    takenAt: "2017-08-05T00:40:01.123Z",
    suppresses: true,
  },
  rejected: {
    file: "reject",
    at: "2016-10-14T17:38:15.211Z",
    reason: "Bad content",
    recipients: ["sender@example.com"],
  },
  opened: { file: "open", at: "2017-08-09T22:00:19.652Z", machine: false },
  clicked: {
    file: "click",
    at: "2017-08-09T23:51:25.570Z",
    machine: true,
    link: "http://docs.aws.amazon.com/ses/latest/DeveloperGuide/send-email-smtp.html",
  },
  "rendering-failed": {
    file: "rendering-failure",
    at: "2018-01-22T18:43:06.197Z",
    reason: "Attribute 'attributeName' is not present in the rendering data.",
  },
  subscription: {
    file: "subscription",
    at: "2022-01-12T01:00:17.910Z",
    providerId: "EXAMPLEe4bccb684-777bc8de-afa7-4970-92b0-f515137b1497-000000",
  },
};
const expected = (name: string) => {
  const [kind, golden] = Object.entries(GOLDEN).find(([, { file }]) => file === name) ?? [];
  if (!golden) return [];
  const { file, at, takenAt, ...rest } = golden;
  const taken = takenAt !== undefined && { takenAt: Date.parse(takenAt) };
  return [{ ...COMMON, kind, at: Date.parse(at), ...taken, ...rest }];
};

test.each(files)("%s is read as what it says", (file) => {
  expect(parse(read(file))).toEqual(expected(basename(file).split(".")[0]!));
});

test("every kind has a fixture", () => {
  const names = new Set(files.map((file) => basename(file, ".json")));
  expect(Object.values(GOLDEN).filter(({ file }) => !names.has(file))).toEqual([]);
});

const bounce = (changes: object, recipient: object = {}) => {
  const record = read("record/bounce.json");
  const [given] = record.bounce.bouncedRecipients;
  Object.assign(record.bounce, changes, { bouncedRecipients: [{ ...given, ...recipient }] });
  return parse(record)[0];
};

test.each([
  "General",
  "NoEmail",
  "Suppressed",
  "OnAccountSuppressionList",
  "OnTenantSuppressionList",
  "EmailValidationSuppressed",
])("a permanent bounce %s is hard", (bounceSubType) => {
  expect(bounce({ bounceSubType })).toMatchObject({ hard: true });
});

test("5.7.x blames the sender, so it is not hard", () => {
  expect(bounce({}, { status: "5.7.1" })).toMatchObject({ hard: false, senderFault: true });
  const diagnosticCode = "smtp; 550 5.7.26 unauthenticated";
  expect(bounce({}, { status: undefined, diagnosticCode })).toMatchObject({ hard: false });
});

test.each(["Transient", "Undetermined"])("a %s bounce is not hard", (bounceType) => {
  expect(bounce({ bounceType }, { status: "5.1.1" })).toMatchObject({ hard: false });
});

test("a reader who says that it is no spam complains of nothing", () => {
  const record = read("record/complaint.json");
  record.complaint.complaintFeedbackType = "not-spam";
  expect(parse(record)).toMatchObject([{ kind: "complained", suppresses: false }]);
});

test("our own tags name the message and the attempt", () => {
  const record = read("record/send.json");
  record.mail.tags = { message: ["c_1_2_3"], attempt: ["2"] };
  expect(parse(record)).toMatchObject([{ messageId: "c_1_2_3", attempt: 2 }]);
});

test("without the provider's mark the agent's name decides", () => {
  const record = read("record/click.json");
  delete record.click.isBotEvent;
  expect(parse(record)).toMatchObject([{ machine: false }]);
  record.click.userAgent = "curl/8.5";
  expect(parse(record)).toMatchObject([{ machine: true }]);
  expect(isMachineAgent("Mozilla/5.0 (via ggpht.com GoogleImageProxy)")).toBe(false);
  expect(isMachineAgent("")).toBe(true);
});

test("what is no event of a mail gives nothing, and a broken record is refused", () => {
  const greeting = { TopicArn: "arn", Message: "Successfully validated SNS topic" };
  for (const body of [greeting, { eventType: "Novelty" }]) expect(parse(body)).toEqual([]);
  for (const body of [null, "x", { detail: {} }]) {
    expect(parseSesEvent(body)).toBeUndefined();
    expect(() => parseFeedback(body)).toThrow(InvalidInput);
  }
  const { mail } = read("record/bounce.json");
  expect(() => parse({ eventType: "Bounce", mail })).toThrow(InvalidInput);
});

/** Without these a record says nothing that could be acted upon; everything else may be `null`. */
const NEEDED =
  /^\/(eventType|notificationType|mail|mail\/timestamp|mail\/messageId|\w+\/timestamp|click\/link|bounce\/bounceType|bounce\/bouncedRecipients\/\d+(\/emailAddress)?|mail\/destination\/\d+)$/;

const paths = (value: unknown, path = ""): string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, one]) => [
        `${path}/${key}`,
        ...paths(one, `${path}/${key}`),
      ])
    : [];

function withNull(record: object, path: string) {
  const copy = structuredClone(record) as Record<string, never>;
  const keys = path.slice(1).split("/");
  const last = keys.pop()!;
  const parent = keys.reduce((inner, key) => inner[key]!, copy);
  parent[last] = null as never;
  return copy;
}

test.each(globSync("record/*.json", { cwd: FOLDER }))(
  "whatever is not needed of %s may be null",
  (file) => {
    const record = read(file);
    const section = Object.keys(record).find(
      (key) => /^(?!mail$)/.test(key) && paths(record[key])[0],
    );
    const kind = parse(record)[0]?.kind;
    const tried = paths(record).filter((path) => !NEEDED.test(path) && path !== `/${section}`);
    expect(tried.length).toBeGreaterThan(3);
    for (const path of tried) expect(parse(withNull(record, path))[0]?.kind).toBe(kind);
  },
);

test.each(files)("%s is the same with offsets written +0000", (file) => {
  const text = JSON.stringify(read(file)).replaceAll(/(?<=T\d\d:\d\d:\d\d(?:\.\d+)?)Z/g, "+0000");
  expect(parse(JSON.parse(text))).toEqual(parse(read(file)));
});

test.each([
  [true, true],
  [false, false],
  ["Likely", true],
  ["Unlikely", false],
  ["", false],
  [null, false],
])("a bot mark %j of a browser's click says machine: %s", (isBotEvent, machine) => {
  const record = read("record/click.json");
  Object.assign(record.click, { isBotEvent, userAgent: "Mozilla/5.0 Firefox/150.0" });
  expect(parse(record)).toMatchObject([{ machine }]);
});
