import { expect, test } from "vitest";
import { LINT_CODES, type LintCode } from "#shared/automation/lint/finding.ts";
import { sayFinding, sayFindings } from "../../../web/src/pages/sequences/say-findings.ts";
import { texts as de } from "../../../web/src/text/de/lint.ts";
import { texts as en } from "../../../web/src/text/en/lint.ts";

const found = (code: LintCode, more: object = {}) => ({
  ...{ code, level: "error" as const, path: "/", message: "said", remedy: "do" },
  ...more,
});

test("each code of the checks has words in both languages", () => {
  expect(Object.keys(en.findings).toSorted()).toEqual(LINT_CODES.toSorted());
  expect(Object.keys(de.findings).toSorted()).toEqual(LINT_CODES.toSorted());
});

test.each([
  [found("missing-template", { values: { template: "hi" } }), "Es gibt keine Vorlage „hi“"],
  [
    found("dead-case", { values: { by: 2 } }),
    "Fall 2 nimmt jeden Kontakt, auf den dieser zutrifft",
  ],
  [found("dead-case"), "Dieser Fall kann auf keinen Kontakt zutreffen"],
])("%j is told in German", (finding, message) => {
  expect(sayFinding(finding, de).message).toBe(message);
});

test("a button says it too, and does the same; what has no words stays", async () => {
  const patch = [{ op: "remove" as const, path: "/steps/a" }];
  const finding = found("unreachable-step", { values: { count: 3 }, fix: { label: "x", patch } });
  const other = { ...found("dead-case"), code: "new" };
  const [said, kept] = await sayFindings([finding, other], async () => de);
  expect(said).toMatchObject({ fix: { label: "Alle 3 entfernen", patch } });
  expect(kept).toMatchObject({ message: "said", remedy: "do" });
});
