import * as z from "zod/mini";
import type { StepKind } from "../step.ts";
import { branch } from "./branch.ts";
import { exit } from "./exit.ts";
import { send } from "./send.ts";
import { wait } from "./wait.ts";
import { waitFor } from "./wait-for.ts";

/** Every kind of step there is. */
const KINDS = [send, wait, waitFor, branch, exit] as const;

export const Step = z.lazy(() =>
  z.discriminatedUnion(
    "kind",
    KINDS.map((kind) => kind.schema) as unknown as [
      typeof send.schema & z.core.$ZodTypeDiscriminable,
    ],
  ),
) as unknown as z.ZodMiniType<Step>;
export type Step = z.infer<(typeof KINDS)[number]["schema"]>;

const byName = new Map<string, unknown>(KINDS.map((kind) => [kind.kind, kind]));

/** What the engine knows of this step's kind. */
export const kindOf = (step: Step) => byName.get(step.kind) as StepKind<string, Step>;
