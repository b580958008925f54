import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines, onlyChanges } from "../../../web/src/pages/templates/line-diff.ts";

const text = fc
  .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
  .map((l) => l.join("\n"));

test("each side is read out of the difference again", () => {
  fc.assert(
    fc.property(text, text, (ours, theirs) => {
      const lines = diffLines(ours, theirs);
      const side = (kind: "ours" | "theirs") =>
        lines
          .filter((line) => line.kind === "same" || line.kind === kind)
          .map((line) => line.text)
          .join("\n");
      return side("ours") === ours && side("theirs") === theirs;
    }),
  );
});

test("one changed line is one line of each side", () => {
  const kinds = diffLines("a\nb\nc", "a\nx\nc").map(({ kind }) => kind);
  expect(kinds).toEqual(["same", "ours", "theirs", "same"]);
});

test("what is far from a change is a gap", () => {
  const many = Array.from({ length: 20 }, (_, i) => String(i)).join("\n");
  const shown = onlyChanges(diffLines(many, many.replace("\n10\n", "\nten\n")));
  expect(shown.map((line) => line?.text)).toEqual(["8", "9", "10", "ten", "11", "12", undefined]);
  expect(onlyChanges(diffLines(many, many))).toEqual([]);
});
