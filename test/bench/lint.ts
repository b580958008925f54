import { Definition } from "#shared/automation/language/index.ts";
import { lint } from "#shared/automation/lint/index.ts";
import type { Measurement } from "./row.ts";

const STEPS = 30;
const CALLS = 200;

/** Thirty steps in a row of sends, waits, waits for clicks and branches, which lead back and on. */
function thirtySteps(): Definition {
  const name = (i: number) => `step-${i}`;
  const next = (i: number) => (i + 1 < STEPS ? name(i + 1) : null);
  const kinds = [
    (i: number) => ({ kind: "send", template: `mail-${i}`, next: next(i) }),
    (i: number) => ({ kind: "wait", for: "P1D", next: next(i) }),
    (i: number) => ({
      ...{ kind: "waitFor", event: "message.clicked", timeout: "P3D" },
      ...{ next: next(i), otherwise: name(Math.max(0, i - 2)) },
    }),
    (i: number) => ({
      kind: "branch",
      cases: [1, 2, 3].map((age) => ({ when: { attribute: "age", is: age }, next: name(age) })),
      otherwise: next(i),
    }),
  ];
  return Definition.parse({
    name: "Thirty",
    enter: [{ event: "signed_up" }],
    settings: { cap: { mails: 5, per: "P7D" } },
    start: name(0),
    steps: Object.fromEntries(
      Array.from({ length: STEPS }, (_, i) => [name(i), kinds[i % kinds.length]!(i)]),
    ),
  });
}

/** All findings of a sequence of thirty steps; what it meets in its workspace was read before. */
export const lintRow: Measurement = {
  units: { lint_ms: "ms" },
  measure: async () => {
    const definition = thirtySteps();
    const around = {
      ...{ id: "thirty", sender: true, postalAddress: true },
      templates: new Map(
        Array.from(
          { length: STEPS },
          (_, i) => [`mail-${i}`, ["contact.email"]] as [string, string[]],
        ),
      ),
      segments: new Set<string>(),
      sequences: new Map<string, Definition>(),
    };
    const start = process.hrtime.bigint();
    for (let i = 0; i < CALLS; i++) lint(definition, around);
    return { lint_ms: Number(process.hrtime.bigint() - start) / 1e6 / CALLS };
  },
};
