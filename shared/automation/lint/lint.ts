import type { Definition } from "#shared/automation/language/index.ts";
import { closedEnroll } from "./closed-enroll.ts";
import { dateWithoutOtherwise } from "./date-without-otherwise.ts";
import { deadCase } from "./dead-case.ts";
import { deadEvent } from "./dead-event.ts";
import { emitReenters } from "./emit-reenters.ts";
import { endlessEntry } from "./endless-entry.ts";
import { endlessWait } from "./endless-wait.ts";
import { enrollCycle } from "./enroll-cycle.ts";
import { enrollItself } from "./enroll-itself.ts";
import { exitAtOnce } from "./exit-at-once.ts";
import type { Check, Finding, LintContext } from "./finding.ts";
import { idleSplit } from "./idle-split.ts";
import { loopWithoutWait } from "./loop-without-wait.ts";
import { mailDropped } from "./mail-dropped.ts";
import { metricWithoutMail } from "./metric-without-mail.ts";
import { missingSettings } from "./missing-settings.ts";
import { missingTemplate } from "./missing-template.ts";
import { noTrigger } from "./no-trigger.ts";
import { plainHttp } from "./plain-http.ts";
import { starvingCap } from "./starving-cap.ts";
import { unknownSegment } from "./unknown-segment.ts";
import { unknownVariable } from "./unknown-variable.ts";
import { unreachableStep } from "./unreachable-step.ts";
import { untrackedEvent } from "./untracked-event.ts";
import { updateReenters } from "./update-reenters.ts";
import { wrongClass } from "./wrong-class.ts";
import { wrongType } from "./wrong-type.ts";
import { yearlyOnce } from "./yearly-once.ts";

const CHECKS: Check[] = [
  // Workspace
  missingSettings,
  missingTemplate,
  wrongClass,
  unknownVariable,
  unknownSegment,
  wrongType,
  // Entry
  noTrigger,
  endlessEntry,
  updateReenters,
  yearlyOnce,
  enrollItself,
  emitReenters,
  enrollCycle,
  closedEnroll,
  // Flow
  unreachableStep,
  dateWithoutOtherwise,
  deadCase,
  deadEvent,
  idleSplit,
  metricWithoutMail,
  untrackedEvent,
  // Duration
  loopWithoutWait,
  endlessWait,
  exitAtOnce,
  // Sending
  mailDropped,
  starvingCap,
  plainHttp,
];

/** All findings of a definition before it is published, errors first. */
export function lint(definition: Definition, context: LintContext): Finding[] {
  const found = CHECKS.flatMap((check) => check(definition, context));
  const rank = ({ level }: Finding) => (level === "error" ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}
