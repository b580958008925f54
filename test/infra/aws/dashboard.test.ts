import { expect, test } from "vitest";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { QUEUES } from "#shared/ports/queue.ts";
import { TABLES } from "#shared/ports/table.ts";
import { makeTemplate } from "./make-template.ts";

type Options = { id?: string; label?: string; expression?: string; visible?: boolean };
type Widget = {
  type: string;
  properties: {
    title?: string;
    metrics?: (string | Options)[][];
    alarms?: string[];
    markdown?: string;
  };
};
type Part = string | { Ref?: string; "Fn::GetAtt"?: string[] };

const template = makeTemplate();
const dashboards = Object.values(template.findResources("AWS::CloudWatch::Dashboard"));
const [parts] = dashboards.map(
  ({ Properties }) => Properties.DashboardBody["Fn::Join"][1] as Part[],
);
const body = parts!
  .map((part) => (typeof part === "string" ? part : (part.Ref ?? part["Fn::GetAtt"]![0]!)))
  .join("");
const widgets = (JSON.parse(body) as { widgets: Widget[] }).widgets;

const rows = widgets.flatMap(({ properties }) => properties.metrics ?? []);
/** A metric of the page: its namespace, name and dimensions; `.` means "as in the row before". */
const metrics = rows.flatMap((row) => {
  const words = row.filter((word) => typeof word === "string");
  return words.length > 0 ? [words.join(" ")] : [];
});
const expressions = rows.flatMap((row) =>
  row.flatMap((word) => (typeof word === "object" && word.expression ? [word] : [])),
);
const titled = (title: string) =>
  widgets.find(({ properties }) => properties.title?.includes(title))!;
const textOf = (title: string) => JSON.stringify(titled(title).properties.metrics);

test("there is one page, in every stage and region its own, and it is free: fifty metrics at most", () => {
  const inRegion = (stack: string) => ({ "Fn::Join": ["", [`${stack}-`, { Ref: "AWS::Region" }]] });
  const names = dashboards.map(({ Properties }) => Properties.DashboardName);
  expect(names).toEqual([inRegion("Dripstack")]);
  makeTemplate({ stackName: "Dripstack-staging" }).hasResourceProperties(
    "AWS::CloudWatch::Dashboard",
    { DashboardName: inRegion("Dripstack-staging") },
  );
  expect(metrics.length).toBeGreaterThan(0);
  expect(metrics.length).toBeLessThanOrEqual(50);
});

test("it shows every alarm, and the figures that matter", () => {
  const alarms = Object.keys(template.findResources("AWS::CloudWatch::Alarm"));
  expect(titled("Alarms").properties.alarms?.toSorted()).toEqual(alarms.toSorted());
  for (const figure of ["Sent", "Held", "Dropped", "Refused", "Stuck"]) {
    expect(textOf("Mails")).toContain(`"${figure}"`);
  }
  expect(textOf("Lag")).toContain('"LagMs"');
  expect(textOf("Bounces")).toMatch(/BounceRate.*ComplaintRate/);
  for (const queue of QUEUES) expect(textOf("Age")).toContain(`"label":"${queue}"`);
  expect(textOf("Dead letters")).toContain("QueuesDead");
  for (const { name, sources } of MANIFESTS) {
    const isHttp = sources.some(({ kind }) => kind === "http");
    expect(textOf("Errors").includes(`"label":"${name}"`)).toBe(!isHttp);
  }
  expect(textOf("Errors")).toContain('"5xx"');
});

test("what it costs is what was counted, times its price", () => {
  const cost = (label: string) => expressions.find((one) => one.label === label)?.expression;
  expect(cost("SES")).toBe('SUM(FILL(METRICS("ses"), 0)) * 100 / 1000000');
  expect(cost("DynamoDB writes")).toBe('SUM(FILL(METRICS("wru"), 0)) * 0.625 / 1000000');
  expect(cost("Requests, a call and a key each")).toBe(
    'SUM(FILL(METRICS("http"), 0)) * 1.325 / 1000000',
  );
  // A thousand calls of a second at 512 MB: 500 GB-seconds.
  const usd = Number(/\* ([\d.e-]+) \/ 1000000$/.exec(cost("Lambda, 512 MB")!)![1]);
  expect((1_000 * 1_000 * usd) / 1_000_000).toBeCloseTo(500 * 0.0000133334, 9);
  const counted = (id: string) =>
    rows.flatMap((row) =>
      row.filter((word) => typeof word === "object" && word.id?.startsWith(id)),
    );
  // The table of keys is in the price of a request.
  expect(counted("wru")).toHaveLength(TABLES.length - 1);
  expect(counted("rru")).toHaveLength(TABLES.length - 1);
  expect(counted("ms")).toHaveLength(MANIFESTS.length);
  const ids = rows.flatMap((row) =>
    row.flatMap((word) => (typeof word === "object" && word.id) || []),
  );
  const prefixes = ["ses", "wru", "rru", "ms256mb", "ms512mb", "ms1024mb", "calls", "http", "hose"];
  // What METRICS("…") finds: no metric counts in two lines, and none is forgotten.
  for (const id of ids) expect(prefixes.filter((prefix) => id.includes(prefix))).toHaveLength(1);
});
