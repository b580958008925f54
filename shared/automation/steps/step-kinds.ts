import * as z from "zod/mini";
import { branch } from "./branch.ts";
import { emit } from "./emit.ts";
import { enroll } from "./enroll.ts";
import { exit } from "./exit.ts";
import { experiment } from "./experiment.ts";
import { notify } from "./notify.ts";
import { send } from "./send.ts";
import { split } from "./split.ts";
import type { StepKind } from "./step.ts";
import { update } from "./update.ts";
import { wait } from "./wait.ts";
import { waitFor } from "./wait-for.ts";
import { webhook } from "./webhook.ts";

export const KINDS = [
  send,
  wait,
  waitFor,
  branch,
  split,
  experiment,
  update,
  emit,
  webhook,
  notify,
  enroll,
  exit,
] as const;

export const Step = z.lazy(() =>
  z.discriminatedUnion(
    "kind",
    KINDS.map((kind) => kind.schema) as unknown as [
      typeof send.schema & z.core.$ZodTypeDiscriminable,
    ],
  ),
) as unknown as z.ZodMiniType<Step>;
z.globalRegistry.add(Step, { id: "Step" });
export type Step = z.infer<(typeof KINDS)[number]["schema"]>;

const byName = new Map<string, unknown>(KINDS.map((kind) => [kind.kind, kind]));

/** The definition of this step's kind. */
export const kindOf = (step: Step) => byName.get(step.kind) as StepKind<string, Step>;
