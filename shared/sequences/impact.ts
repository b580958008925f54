import { own } from "#shared/kernel/own.ts";
import type { Enrollment } from "#shared/people/index.ts";
import type { Definition } from "./definition.ts";
import { reachFrom } from "./graph.ts";

/** What becomes of somebody inside who goes on, where they stand, by another version; the gravest of what applies. */
export type Change = "stranded" | "repeated" | "skipped" | "unchanged";

export type Impact = {
  change: Change;
  /** Templates of mails that they would still have got, and would not. */
  skipped: string[];
  /** Templates of mails that they have got, and would get again. */
  repeated: string[];
};

/** A mail that a sequence may send: the same as another where its step or its template is. */
type Mail = { step: string; template: string };
const isSame = (one: Mail) => (other: Mail) =>
  one.step === other.step || one.template === other.template;

/**
 * Compares two versions for whoever follows the one and stands on one of its steps. Pure; what it finds of a step is kept,
 * for many stand on the same. What branches would decide is left open: a mail counts as coming where any way leads to it.
 */
export function compareVersions(
  before: Pick<Definition, "steps">,
  after: Pick<Definition, "steps">,
): (run: Pick<Enrollment, "step" | "sends">) => Impact {
  const known = new Map<string, { old: Mail[]; next: Mail[] | undefined }>();
  return ({ step, sends }) => {
    if (step === null) return { change: "unchanged", skipped: [], repeated: [] };
    const found = known.get(step) ?? {
      old: mailsFrom(before, step),
      next: Object.hasOwn(after.steps, step) ? mailsFrom(after, step) : undefined,
    };
    known.set(step, found);
    return judge(before, found, Object.keys(sends));
  };
}

function judge(
  before: Pick<Definition, "steps">,
  { old, next }: { old: Mail[]; next: Mail[] | undefined },
  sentBy: string[],
): Impact {
  const skipped = old.filter((mail) => !next?.some(isSame(mail)));
  const got = sentBy.flatMap((step) => mailOf(before, step));
  // What the old version would repeat as well is no change.
  const fresh = next?.filter((mail) => !old.some(isSame(mail))) ?? [];
  const repeated = fresh.filter((mail) => got.some(isSame(mail)));
  return {
    change: next ? changeOf(skipped, repeated) : "stranded",
    skipped: namesOf(skipped),
    repeated: namesOf(repeated),
  };
}

const changeOf = (skipped: Mail[], repeated: Mail[]): Change =>
  repeated.length > 0 ? "repeated" : skipped.length > 0 ? "skipped" : "unchanged";

const namesOf = (mails: Mail[]) => [...new Set(mails.map(({ template }) => template))];

const mailsFrom = (definition: Pick<Definition, "steps">, step: string): Mail[] =>
  [...reachFrom(definition, [step])].flatMap((name) => mailOf(definition, name));

function mailOf({ steps }: Pick<Definition, "steps">, name: string): Mail[] {
  const step = own(steps, name);
  return step?.kind === "send" ? [{ step: name, template: step.template }] : [];
}
