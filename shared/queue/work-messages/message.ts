import * as z from "zod/mini";
import { DueWork } from "../due.ts";
import { parserOf } from "../parser-of.ts";
import { ErasureSweep } from "./erasure-sweep.ts";
import { FanOutPageMessage } from "./fan-out-page.ts";
import { IncomingEvent } from "./incoming-event.ts";
import { InternalEvent } from "./internal-event.ts";
import { JobPageMessage } from "./job-page.ts";
import { Reevaluation } from "./reevaluation.ts";
import { RunMigration } from "./run-migration.ts";
import { RunRemoval } from "./run-removal.ts";
import { WebhookResultMessage } from "./webhook-result.ts";

/** What `work` carries, the most frequent first. */
const WorkMessage = z.union([
  IncomingEvent,
  InternalEvent,
  DueWork,
  WebhookResultMessage,
  Reevaluation,
  RunRemoval,
  ErasureSweep,
  RunMigration,
  JobPageMessage,
  FanOutPageMessage,
]);
export type WorkMessage = z.infer<typeof WorkMessage>;

export const parseWorkMessage = parserOf("work", WorkMessage);
