import { expect, test } from "vitest";
import { makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

type Resource = { Properties?: object };

/** Names of what exists once in an account and region; the others are of parts of something. */
const isName = (key: string) => /^(?!Attribute|Metric|Parameter|Policy|Stage).*Name$/.test(key);

/**
 * The names that the template fixes; what has none gets one from CloudFormation, by the stack's.
 */
function namesIn(stackName: string): string[] {
  const resources: Record<string, Resource> = makeTemplate({
    stackName,
    publishEvents: true,
  }).toJSON().Resources;
  return Object.values(resources)
    .flatMap(({ Properties = {} }) => Object.entries(Properties))
    .flatMap(([key, value]) => (isName(key) && typeof value === "string" ? [value] : []));
}

test("two stages share an account and a region: no name of one is the other's", () => {
  const [live, staging] = [namesIn("Dripstack"), namesIn("Dripstack-staging")];
  expect(live).toContain("Dripstack_deliver-now");
  expect(staging).toContain("Dripstack-staging_deliver-now");
  expect(live.filter((name) => staging.includes(name))).toEqual([]);
});

test("a stage has secrets of its own", () => {
  const rights = readStack(makeTemplate({ stackName: "Dripstack-staging" })).rightsOf("public");
  const secrets = rights.filter((right) => right.startsWith("ssm:"));
  expect(secrets.length).toBeGreaterThan(0);
  for (const right of secrets) expect(right).toContain(" on ssm parameter/Dripstack-staging/");
});
