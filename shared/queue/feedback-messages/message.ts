import * as z from "zod/mini";
import { DueReconciles } from "../due.ts";
import { parserOf } from "../parser-of.ts";
import { DetectBots } from "./bot-check.ts";
import { RawClickMessage } from "./raw-click.ts";
import { RawOpenMessage } from "./raw-open.ts";

/** What our functions send to `feedback`, beside providers' records. */
const FeedbackMessage = z.union([RawClickMessage, RawOpenMessage, DetectBots, DueReconciles]);
export type FeedbackMessage = z.infer<typeof FeedbackMessage>;

export const parseFeedbackMessage = parserOf("feedback", FeedbackMessage);
