import canonicalize from "canonicalize";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import { type Migration, reachFrom } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/** How another version changes the course of a run: the most severe change that applies. */
export type CourseChange =
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
  change: CourseChange;
  /** Templates of mails that would no longer be sent. */
  skipped: string[];
  /** Templates of mails already sent that would be sent again. */
  repeated: string[];
  /** Templates of mails that would be sent in addition. */
  added: string[];
  replaced: Replaced[];
  /**
   * Other differences that matter to the run, as pointers into the draft: `/exit`, `/steps/day`.
   */
  rules: string[];
};

/** A mail that a sequence may send. Two are the same if their step or template is. */
type Mail = { step: string; template: string };
const isSame = (one: Mail) => (other: Mail) =>
  one.step === other.step || one.template === other.template;

/** Fields of a definition that affect active runs and re-entry. */
const RULES = ["exit", "goal", "settings", "enter", "reentry"] as const;
export type Compared = Pick<Definition, "steps" | (typeof RULES)[number]>;

type Found = {
  old: Mail[];
  next: Mail[] | undefined;
  skipped: Mail[];
  replaced: Replaced[];
  rules: string[];
};

/** What is chosen for the runs at a step of the version that is compared. */
export type StepChoice = Pick<Migration, "do" | "to">;

/**
 * Compares two versions for runs at a step of the first, as if they moved, or under the choice made
 * for that step. Pure; results are cached by step. Branches are left open: a mail counts if any
 * branch leads to it. `unchanged` promises the same mails at the same times whatever happens:
 * nothing that the run can reach differs.
 */
export function compareVersions(
  before: Compared,
  after: Compared,
  choiceOf: (step: string) => StepChoice = () => ({ do: "move" }),
): (run: Pick<Enrollment, "step" | "sends">) => Impact {
  const cache = new Map<string, Found>();
  const fields = RULES.filter((name) => !isEqual(before[name], after[name]));
  return ({ step, sends }) => {
    const choice = step === null ? undefined : choiceOf(step);
    if (step === null || choice?.do === "finish") return { ...NOTHING, change: "unchanged" };
    const found = cache.get(step) ?? find(before, after, step, choice?.to ?? step);
    cache.set(step, found);
    const { old, next = [], replaced } = found;
    if (choice?.do === "exit") return { ...NOTHING, change: "skipped", skipped: namesOf(old) };
    const sent = new Set(namesOf(mailsOf(before, Object.keys(sends))));
    // A mail that the old version repeats too is no change.
    for (const template of namesOf(old)) sent.delete(template);
    const fresh = next.filter((mail) => !old.some(isSame(mail)));
    const impact = {
      skipped: namesOf(found.skipped),
      // By template, not by step: a step that takes over another's template repeats its mail.
      repeated: namesOf(next.filter(({ template }) => sent.has(template))),
      added: namesOf(fresh.filter(({ template }) => !sent.has(template))),
      replaced,
      rules: [...fields.map((name) => `/${name}`), ...found.rules],
    };
    return { change: found.next ? changeOf(impact) : "stranded", ...impact };
  };
}

const NOTHING = { skipped: [], repeated: [], added: [], replaced: [], rules: [] };

function find(before: Compared, after: Compared, from: string, to: string): Found {
  const reached = reachFrom(before, [from]);
  const old = mailsOf(before, reached);
  if (!Object.hasOwn(after.steps, to)) {
    return { old, next: undefined, skipped: old, replaced: [], rules: [] };
  }
  const ahead = reachFrom(after, [to]);
  const next = mailsOf(after, ahead);
  const replaced = old.flatMap(({ step, template }) => {
    const [now] = ahead.has(step) ? mailOf(after, step) : [];
    return now && now.template !== template ? [{ step, from: template, to: now.template }] : [];
  });
  const names = [...new Set([...reached, ...ahead])];
  // Who goes on at another step gets the same mails at other times at best.
  const rules = names.filter(
    (name) =>
      (name === to && to !== from) || !isEqual(withoutMail(before, name), withoutMail(after, name)),
  );
  return {
    old,
    next,
    replaced,
    skipped: old.filter((mail) => !next.some(isSame(mail))),
    rules: rules.map((name) => `/steps/${name}`),
  };
}

/** Most severe first. */
function changeOf({
  repeated,
  skipped,
  added,
  replaced,
  rules,
}: Omit<Impact, "change">): CourseChange {
  if (repeated.length > 0) return "repeated";
  if (skipped.length > 0) return "skipped";
  if (added.length > 0) return "added";
  if (replaced.length > 0) return "replaced";
  return rules.length > 0 ? "rules" : "unchanged";
}

/** Versions are stored as JSON, where the order of keys is meaningless. */
const isEqual = (one: unknown, other: unknown) =>
  one === other ||
  (one !== undefined && other !== undefined && canonicalize(one) === canonicalize(other));

/** A step without the template that it sends. */
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
