import * as z from "zod/mini";
import { DueReconciles } from "../due.ts";
import { DetectBots } from "./bot-check.ts";
import { RawClickMessage } from "./raw-click.ts";
import { RawOpenMessage } from "./raw-open.ts";

/** What our functions send to `feedback`, beside providers' records. */
export const FeedbackMessage = z.union([
  RawClickMessage,
  RawOpenMessage,
  DetectBots,
  DueReconciles,
]);
export type FeedbackMessage = z.infer<typeof FeedbackMessage>;
