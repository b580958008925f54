import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { type LintContext, lint } from "#shared/automation/lint/index.ts";
import { sayFinding } from "../../../web/src/pages/sequences/say-findings.ts";
import { texts as de } from "../../../web/src/text/de/lint.ts";
import { texts as en } from "../../../web/src/text/en/lint.ts";

export const around: LintContext = {
  id: "welcome",
  sender: true,
  postalAddress: true,
  templates: new Map(
    ["welcome-hello", "welcome-pro", "welcome-nudge"].map((id) => [id, ["contact.email"]]),
  ),
  segments: new Set(["vip"]),
  sequences: new Map(),
};

/** A definition of these steps, the first of which is the start. */
export const of = (steps: object, more: object = {}) => ({
  name: "Test",
  enter: [{ event: "signed_up" }],
  start: Object.keys(steps)[0]!,
  steps,
  ...more,
});
export const send = (next: string | null) => ({ kind: "send", template: "welcome-hello", next });
export const wait = (span: string, next: string | null) => ({ kind: "wait", for: span, next });
export const branch = (...conditions: object[]) =>
  of({
    plan: {
      kind: "branch",
      cases: conditions.map((when) => ({ when, next: "hello" })),
      otherwise: null,
    },
    hello: send(null),
  });

/** The findings as lines: `error code path`. */
export const findings = (definition: object, more: Partial<LintContext> = {}) =>
  lint(Definition.parse(definition), { ...around, ...more }).map((finding) => {
    const { code, level, path } = finding;
    // The console says it by its code: whatever the words need is among its values.
    const said = [en, de].map((texts) => sayFinding(finding, texts));
    expect(JSON.stringify(said)).not.toContain("undefined");
    return `${level} ${code} ${path}`;
  });
export const open = (steps: object) => Definition.parse(of(steps, { enter: [{ api: true }] }));

type Case = { bad: object; good: object; finds: string[]; where?: [Partial<LintContext>] };
export const enroll = (sequence: string, next: string | null = null) => ({
  kind: "enroll",
  sequence,
  next,
});

/** A test for each: lint finds what is bad, and nothing in what is good. */
export function lintFinds(cases: Record<string, Case>): void {
  test.each(Object.entries(cases))(
    "lint finds %s",
    (_, { bad, good, finds, where: [more] = [{}] }) => {
      expect(findings(bad, more)).toEqual(finds);
      expect(findings(good, more)).toEqual([]);
    },
  );
}
