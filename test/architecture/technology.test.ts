import { expect, test } from "vitest";
import { contextOf, rankOf } from "./layout.ts";
import { offences, SOURCES } from "./sources.ts";

/** Whether the file is of the domain: it names no technology. */
const isDomain = (file: string) => rankOf(contextOf(file)) >= 0;

test("the domain names no adapter, no SDK and no I/O", () => {
  const io = /^node:(?!crypto$|buffer$|util$|assert$)/;
  expect(offences(({ from, to }) => isDomain(from) && io.test(to))).toEqual([]);
  expect(offences(({ from, to }) => isDomain(from) && /^@aws|^aws-cdk/.test(to))).toEqual([]);
});

test("only the AWS adapters and the deployed entries name an AWS SDK package", () => {
  const allowed = /^(shared\/adapters\/aws\/|functions\/[a-z-]+\/lambda\.ts)/;
  expect(
    offences(({ from, to }) => /^@(aws-sdk|smithy)\//.test(to) && !allowed.test(from)),
  ).toEqual([]);
});

test("the command line asks the API and the account: it knows no process and no database", () => {
  const foreign = /^shared\/adapters\/(sqlite|smtp|local|render-process)\//;
  expect(offences(({ from, to }) => from.startsWith("cli/") && foreign.test(to))).toEqual([]);
});

test("only the SQLite adapters name the database, and only adapters, infra and cli files and sockets", () => {
  expect(
    offences(({ from, to }) => to === "node:sqlite" && !from.startsWith("shared/adapters/sqlite/")),
  ).toEqual([]);
  expect(
    offences(
      ({ from, to }) =>
        /^node:(fs|net|http|tls)/.test(to) && !/^(infra|cli|shared\/adapters)\//.test(from),
    ),
  ).toEqual([]);
});

test("the CDK app reads manifests and never a handler; functions never name the CDK or each other", () => {
  expect(
    offences(({ from, to }) => from.startsWith("infra/aws/") && /handler\.ts$/.test(to)),
  ).toEqual([]);
  expect(
    offences(({ from, to }) => from.startsWith("functions/") && to.startsWith("aws-cdk")),
  ).toEqual([]);
  const folder = (path: string) => /^functions\/(?!runtime\/)([a-z-]+)\//.exec(path)?.[1];
  expect(
    offences(({ from, to }) => {
      const [user, used] = [folder(from), folder(to)];
      return user !== undefined && used !== undefined && user !== used;
    }),
  ).toEqual([]);
});

test("no module is imported for what it does, which bundles would drop (`sideEffects` in package.json)", () => {
  const bare = /^import "/m;
  expect([...SOURCES].filter(([, text]) => bare.test(text)).map(([file]) => file)).toEqual([]);
});

test("no code but the clock adapters reads the clock", () => {
  const clock = /\b(Date\.now\(\)|new Date\(\)|performance\.now\(\)|hrtime)/;
  const readers = [...SOURCES].filter(
    ([file, text]) => !/adapters\/.*clock\.ts$/.test(file) && clock.test(text),
  );
  expect(readers.map(([file]) => file)).toEqual([]);
});

/** What decides and does nothing: simulation, backtest and engine agree because these are pure. */
const PURE = [
  "shared/audience/conditions/",
  "shared/automation/lint/",
  "shared/automation/planning/",
  "shared/automation/runs/",
  "shared/automation/steps/",
  "shared/calendar/",
];

test("what decides waits for nothing, reads no clock and draws no lot", () => {
  const impure = /\basync\b|\bawait\b|\bPromise\b|Date\.now\(|Math\.random|randomUUID|randomBytes/;
  for (const folder of PURE) {
    const files = [...SOURCES].filter(([file]) => file.startsWith(folder));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter(([, text]) => impure.test(text)).map(([file]) => file)).toEqual([]);
  }
});
