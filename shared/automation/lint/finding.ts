import type { Definition } from "#shared/automation/language/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";

/** A lint result. Errors prevent publishing, warnings do not. */
export type Finding = {
  code: string;
  level: "error" | "warning";
  /** JSON pointer into the definition (`/steps/hello/template`) or the workspace settings. */
  path: string;
  message: string;
  remedy: string;
};

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
  /** The published versions of all sequences reachable by `enroll` steps. */
  sequences: ReadonlyMap<string, Definition>;
};

/** A check returns all of its findings in a definition. */
export type Check = (definition: Definition, context: LintContext) => Finding[];

/** A finding that prevents publishing. */
export const error = (code: string, path: string, message: string, remedy: string): Finding => ({
  code,
  level: "error",
  path,
  message,
  remedy,
});

/** A finding that does not. */
export const warning = (code: string, path: string, message: string, remedy: string): Finding => ({
  code,
  level: "warning",
  path,
  message,
  remedy,
});

/** A finding as a fault of a rejected request. */
export const toFault = ({ path, message, remedy }: Finding): Fault => ({
  path,
  message: `${message}: ${remedy}`,
});
