import type { Definition } from "#shared/automation/language/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import type { DeclaredAttributes } from "#shared/platform/live-definitions/index.ts";

/** What the checks find, each with words of its own in the console. */
export const LINT_CODES = [
  "missing-from",
  "missing-postal-address",
  "missing-template",
  "wrong-class",
  "unknown-variable",
  "misspelt-variable",
  "unknown-segment",
  "wrong-type",
  "no-trigger",
  "endless-entry",
  "update-reenters",
  "yearly-once",
  "enroll-itself",
  "lets-in-again",
  "enroll-cycle",
  "unknown-sequence",
  "closed-enroll",
  "unreachable-step",
  "date-without-otherwise",
  "dead-case",
  "dead-event",
  "idle-split",
  "rare-way",
  "metric-without-mail",
  "untracked-event",
  "loop-without-wait",
  "endless-wait",
  "exit-at-once",
  "mail-dropped",
  "starving-cap",
  "plain-http",
] as const;
export type LintCode = (typeof LINT_CODES)[number];

/** A lint result. Errors prevent publishing, warnings do not. */
export type Finding = {
  code: LintCode;
  level: "error" | "warning";
  /** JSON pointer into the definition (`/steps/hello/template`) or the workspace settings. */
  path: string;
  message: string;
  remedy: string;
  /** The names and numbers in its message, for words of one's own by its code. */
  values?: Values;
  /** A change of the definition that removes it, where there is one. */
  fix?: Fix;
};

export type Values = Record<string, string | number>;

/** JSON Patch (RFC 6902) without tests and moves; `add` also replaces a field. */
export type PatchOperation =
  | { op: "add" | "replace"; path: string; value: unknown }
  | { op: "remove"; path: string };

/** A change that a button may offer. */
export type Fix = { label: string; patch: PatchOperation[] };

/** The parts of the workspace that checks use. */
export type LintContext = {
  /** The sequence's id. */
  id: string;
  sender: boolean;
  postalAddress: boolean;
  /** The existing templates that it names, with the variables that each uses. */
  templates: ReadonlyMap<string, string[]>;
  /** Those of them without click tracking, and without open tracking. */
  untracked?: { clicks: ReadonlySet<string>; opens: ReadonlySet<string> };
  /** Those of them that are declared transactional. */
  transactional?: ReadonlySet<string>;
  segments: ReadonlySet<string>;
  /** The attributes whose values have a type. */
  declared?: DeclaredAttributes;
  /** The published versions of all sequences reachable by `enroll` steps. */
  sequences: ReadonlyMap<string, Definition>;
};

/** A check returns all of its findings in a definition. */
export type Check = (definition: Definition, context: LintContext) => Finding[];

const finding =
  (level: Finding["level"]) =>
  (
    code: LintCode,
    path: string,
    message: string,
    remedy: string,
    { fix, values }: { fix?: Fix | undefined; values?: Values | undefined } = {},
  ): Finding => ({
    code,
    level,
    path,
    message,
    remedy,
    ...(values && { values }),
    ...(fix && { fix }),
  });

/** A finding that prevents publishing. */
export const error = finding("error");

/** A finding that does not. */
export const warning = finding("warning");

/** A finding as a fault of a rejected request. */
export const toFault = ({ path, message, remedy }: Finding): Fault => ({
  path,
  message: `${message}: ${remedy}`,
});
