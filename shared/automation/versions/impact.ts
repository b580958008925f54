import canonicalize from "canonicalize";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import { reachFrom } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/** How a run goes on where it stands, by another version; the gravest of what applies. */
export type Change =
  | "stranded"
  | "repeated"
  | "skipped"
  | "added"
  | "replaced"
  | "rules"
  | "unchanged";

/** A step that would send another template. */
type Replaced = { step: string; from: string; to: string };

export type Impact = {
  change: Change;
  /** Templates of mails that they would still have got, and would not. */
  skipped: string[];
  /** Templates of mails that they have got, and would get again. */
  repeated: string[];
  /** Templates of mails that they would not have got, and would. */
  added: string[];
  replaced: Replaced[];
  /**
   * What else of the draft differs and bears on them, as pointers into it: `/exit`, `/steps/day`.
   */
  rules: string[];
};

/**
 * A mail that a sequence may send: it stands for another where its step or its template is the
 * same.
 */
type Mail = { step: string; template: string };
const isSame = (one: Mail) => (other: Mail) =>
  one.step === other.step || one.template === other.template;

/** Fields of a definition that bear on who is inside, or on whether they come again. */
const RULES = ["exit", "goal", "settings", "enter", "reentry"] as const;
export type Compared = Pick<Definition, "steps" | (typeof RULES)[number]>;

type Found = {
  old: Mail[];
  next: Mail[] | undefined;
  skipped: Mail[];
  replaced: Replaced[];
  rules: string[];
};

/**
 * Compares two versions for the runs of the first that stand on one of its steps. Pure; what it
 * finds of a step is kept, for many stand on the same. What branches would decide is left open: a
 * mail counts as coming where any way leads to it. `unchanged` promises the same mails at the same
 * times, whatever happens: nothing that the run can still come to differs.
 */
export function compareVersions(
  before: Compared,
  after: Compared,
): (run: Pick<Enrollment, "step" | "sends">) => Impact {
  const known = new Map<string, Found>();
  const fields = RULES.filter((name) => !isEqual(before[name], after[name]));
  return ({ step, sends }) => {
    if (step === null) return { ...NOTHING, change: "unchanged" };
    const found = known.get(step) ?? find(before, after, step);
    known.set(step, found);
    const { old, next = [], replaced } = found;
    const got = new Set(namesOf(mailsOf(before, Object.keys(sends))));
    // What the old version would repeat as well is no change.
    for (const template of namesOf(old)) got.delete(template);
    const fresh = next.filter((mail) => !old.some(isSame(mail)));
    const impact = {
      skipped: namesOf(found.skipped),
      // Of a template, not of a step: a step that takes over another one's template repeats its
      // mail.
      repeated: namesOf(next.filter(({ template }) => got.has(template))),
      added: namesOf(fresh.filter(({ template }) => !got.has(template))),
      replaced,
      rules: [...fields.map((name) => `/${name}`), ...found.rules],
    };
    return { change: found.next ? changeOf(impact) : "stranded", ...impact };
  };
}

const NOTHING = { skipped: [], repeated: [], added: [], replaced: [], rules: [] };

function find(before: Compared, after: Compared, from: string): Found {
  const reached = reachFrom(before, [from]);
  const old = mailsOf(before, reached);
  if (!Object.hasOwn(after.steps, from)) {
    return { old, next: undefined, skipped: old, replaced: [], rules: [] };
  }
  const ahead = reachFrom(after, [from]);
  const next = mailsOf(after, ahead);
  const replaced = old.flatMap(({ step, template }) => {
    const [now] = ahead.has(step) ? mailOf(after, step) : [];
    return now && now.template !== template ? [{ step, from: template, to: now.template }] : [];
  });
  const names = [...new Set([...reached, ...ahead])];
  const rules = names.filter(
    (name) => !isEqual(withoutMail(before, name), withoutMail(after, name)),
  );
  return {
    old,
    next,
    replaced,
    skipped: old.filter((mail) => !next.some(isSame(mail))),
    rules: rules.map((name) => `/steps/${name}`),
  };
}

/** In the order of how grave they are. */
function changeOf({ repeated, skipped, added, replaced, rules }: Omit<Impact, "change">): Change {
  if (repeated.length > 0) return "repeated";
  if (skipped.length > 0) return "skipped";
  if (added.length > 0) return "added";
  if (replaced.length > 0) return "replaced";
  return rules.length > 0 ? "rules" : "unchanged";
}

/** Versions are kept as JSON, and the order of keys says nothing. */
const isEqual = (one: unknown, other: unknown) =>
  one === other ||
  (one !== undefined && other !== undefined && canonicalize(one) === canonicalize(other));

/** A step as far as it is not the template that it sends. */
function withoutMail({ steps }: Compared, name: string): object | undefined {
  const step = ownValue(steps, name);
  return step?.kind === "send" ? { ...step, template: "" } : step;
}

const namesOf = (mails: Mail[]) => [...new Set(mails.map(({ template }) => template))];

const mailsOf = (definition: Compared, steps: Iterable<string>): Mail[] =>
  [...steps].flatMap((name) => mailOf(definition, name));

function mailOf({ steps }: Compared, name: string): Mail[] {
  const step = ownValue(steps, name);
  return step?.kind === "send" ? [{ step: name, template: step.template }] : [];
}
