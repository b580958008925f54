import type { Definition } from "#shared/automation/language/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";

/** Something about a definition that its author should know. Errors stop a publishing, warnings do not. */
export type Finding = {
  code: string;
  level: "error" | "warning";
  /** The place in the definition (`/steps/hello/template`), or in the settings of the workspace. */
  path: string;
  message: string;
  remedy: string;
};

/** What a definition meets in its workspace. */
export type LintContext = {
  /** The id of the sequence itself. */
  id: string;
  sender: boolean;
  postalAddress: boolean;
  /** The templates that it names and that exist, with the variables that each reads. */
  templates: ReadonlyMap<string, string[]>;
  /** Those of them whose mails' clicks, and opens, can never be heard of. */
  untracked?: { clicks: ReadonlySet<string>; opens: ReadonlySet<string> };
  /** Those of them that are declared transactional. */
  transactional?: ReadonlySet<string>;
  segments: ReadonlySet<string>;
  /** The published versions of the other sequences that its enroll steps lead to, and of those that these lead to. */
  sequences: ReadonlyMap<string, Definition>;
};

/** One kind of finding: all of them in a definition. */
export type Check = (definition: Definition, around: LintContext) => Finding[];

/** What stops a publishing. */
export const error = (code: string, path: string, message: string, remedy: string): Finding => ({
  code,
  level: "error",
  path,
  message,
  remedy,
});

/** What does not. */
export const warning = (code: string, path: string, message: string, remedy: string): Finding => ({
  code,
  level: "warning",
  path,
  message,
  remedy,
});

/** A finding as a refusal shows it. */
export const toFault = ({ path, message, remedy }: Finding): Fault => ({
  path,
  message: `${message}: ${remedy}`,
});
