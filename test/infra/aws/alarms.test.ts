import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

const template = makeTemplate({ alarmEmail: "ops@example.com" });
const alarms = Object.values(template.findResources("AWS::CloudWatch::Alarm")).map(
  ({ Properties }) => Properties,
);
const runbook = readFileSync(new URL("../../../docs/runbook.md", import.meta.url), "utf8");

/** The articles of the runbook, by what GitHub makes of their headings. */
const articles = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((article) => {
      const heading = article.split("\n")[0]!.toLowerCase();
      return [heading.replaceAll(/[^a-z0-9 -]/g, "").replaceAll(" ", "-"), article];
    }),
);
/** What people notice and no figure shows. */
const NO_ALARM = ["a-key-has-leaked", "dead-letters"];
const linked = alarms.map(
  ({ AlarmDescription }) => /docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription)?.[1] ?? "none",
);

test("each alarm watches one metric, and there are ten at most: the eleventh would cost", () => {
  for (const alarm of alarms) expect(alarm).toMatchObject({ MetricName: expect.any(String) });
  expect(alarms.length).toBeLessThanOrEqual(10);
});

test("every alarm names an article of the runbook, and every article is some alarm's, but for these", () => {
  const rung = [...articles.keys()].filter((article) => !NO_ALARM.includes(article));
  expect(linked.toSorted()).toEqual(rung.toSorted());
  for (const article of NO_ALARM) expect(articles.has(article)).toBe(true);
});

test.each([...articles])(
  "the article %s says what shows, what to look at and do, and when it is over",
  (_, text) => {
    const parts = ["**Notice.**", "**Look at.**", "**Do.**", "**Over when.**"];
    const places = parts.map((part) => text.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  },
);

test.each(MANIFESTS.map(({ name, impact }) => [name, impact]))(
  "while %s fails an alarm says: %s",
  (_, impact) => {
    const texts = alarms.map(({ AlarmDescription }) => AlarmDescription as string);
    expect(texts.some((text) => text.includes(impact!))).toBe(true);
    // What CloudWatch takes.
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(1024);
  },
);

test("the runbook tells of what no alarm watches: a rate that SES does not state, and the age of one queue", () => {
  expect(articles.get("mail-is-stuck")).toContain("`RateUnknown`");
  expect(articles.get("mails-wait-on-their-queue")).toContain("`deliver-now`");
});

const periodsOf = ({ DatapointsToAlarm: bad, EvaluationPeriods: all }: Record<string, number>) =>
  bad === all ? all : `${bad} of ${all}`;

test("what is watched, from when on, and what silence means", () => {
  const seen = alarms.map((alarm, i) => [
    linked[i],
    `${alarm.MetricName} > ${alarm.Threshold}`,
    `${periodsOf(alarm)} x ${alarm.Period} s`,
    alarm.TreatMissingData,
  ]);
  expect(seen.toSorted()).toEqual([
    ["due-work-is-late", "LagMs > 300000", "2 x 300 s", "breaching"],
    ["feedback-is-not-taken-in", "Errors > 1", "2 x 300 s", "notBreaching"],
    ["functions-are-throttled", "Throttles > 0", "3 x 300 s", "notBreaching"],
    ["mail-is-stuck", "Stuck > 0", "1 of 13 x 300 s", "notBreaching"],
    [
      "mails-wait-on-their-queue",
      "ApproximateAgeOfOldestMessage > 900",
      "2 x 300 s",
      "notBreaching",
    ],
    ["no-mail-leaves", "Errors > 1", "2 x 300 s", "notBreaching"],
    ["requests-fail", "5xx > 0", "2 x 300 s", "notBreaching"],
    ["runs-do-not-advance", "Errors > 1", "2 x 300 s", "notBreaching"],
    ["too-many-bounces", "Reputation.BounceRate > 0.025", "1 x 3600 s", "ignore"],
    ["too-many-complaints", "Reputation.ComplaintRate > 0.0005", "1 x 3600 s", "ignore"],
  ]);
});

test("alarms and functions agree on where our own figures are, in every stage", () => {
  const staging = makeTemplate({ stackName: "Dripstack-staging" });
  for (const [figure, service, functions] of [
    ["Stuck", "mail", ["feedback", "deliver"]],
    ["LagMs", "tick", ["tick"]],
  ] as const) {
    staging.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Dripstack-staging",
      MetricName: figure,
      Dimensions: [{ Name: "service", Value: service }],
    });
    for (const name of functions) {
      const { Environment } = readStack(staging).functionOf(name);
      expect(Environment.Variables.POWERTOOLS_METRICS_NAMESPACE).toBe("Dripstack-staging");
    }
  }
});

test("alarms reach the address that was given: CloudWatch may publish to their topic, which mails it", () => {
  const topics = alarms.flatMap(({ AlarmActions }) =>
    AlarmActions.map(({ Ref }: { Ref: string }) => Ref),
  );
  const [topic] = topics;
  expect(topics).toEqual(alarms.map(() => topic));
  template.hasResourceProperties("AWS::SNS::Subscription", {
    Protocol: "email",
    Endpoint: "ops@example.com",
    TopicArn: { Ref: topic },
  });
  const publishers = readStack(template)
    .resourceStatements()
    .filter(({ Effect, Resource }) => Effect === "Allow" && Resource.Ref === topic);
  expect(publishers).toEqual([
    expect.objectContaining({
      Action: "sns:Publish",
      Principal: { Service: "cloudwatch.amazonaws.com" },
    }),
  ]);
});
