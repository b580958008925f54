import * as z from "zod/mini";
import { isMailAddress } from "#shared/audience/addresses/index.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { fillIn, namesEvent } from "./fill-in.ts";
import { Attempts, makeRequest, WebUrl } from "./make-request.ts";
import { Next, StepName } from "./names.ts";
import { defineStep } from "./step.ts";

const Notify = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("notify"),
      /** A template, mailed to a team member. */
      email: z.optional(z.string().check(z.refine(isMailAddress, "not a mail address"))),
      template: z.optional(StepName),
      /** A text, posted to a Slack-compatible webhook. */
      url: z.optional(WebUrl),
      text: z.optional(z.string().check(z.minLength(1), z.maxLength(2000))),
      attempts: Attempts,
      next: Next,
    })
    .check(
      z.refine(
        ({ email, template, url, text }) =>
          (email !== undefined &&
            template !== undefined &&
            url === undefined &&
            text === undefined) ||
          (url !== undefined &&
            text !== undefined &&
            email === undefined &&
            template === undefined),
        "give `email` and `template`, or `url` and `text`",
      ),
    ),
);

const TIMEOUT_MS = 10 * SECOND_MS;

/** The run continues whether or not the team could be notified. */
export const notify = defineStep({
  kind: "notify",
  summary: "Tells the team: a template by mail, or a text to a Slack-compatible address.",
  schema: Notify,
  waits: true,
  exits: ({ next }) => [next],
  quickExits: ({ next }) => [next],
  templates: ({ template }) => (template === undefined ? [] : [template]),
  readsEntry: ({ text }) => text !== undefined && namesEvent(text),
  visit: (step, visit) => {
    const { email: to, template, url, text, next, attempts } = step;
    if (to !== undefined && template !== undefined) return { kind: "send", template, to, next };
    const body = JSON.stringify({ text: fillIn(text!, visit) });
    return makeRequest({ url: url!, attempts, next }, visit, { body, timeoutMs: TIMEOUT_MS });
  },
});
