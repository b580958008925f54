import * as z from "zod/mini";
import { messageClicked } from "#events/index.ts";
import { StepName } from "#shared/automation/steps/index.ts";
import { defineTrigger } from "./trigger-kind.ts";

/** `{click: campaign, link?}`. */
export const onClick = defineTrigger({
  key: "click",
  summary: "When a link in a campaign's mail is clicked.",
  schema: z.lazy(() =>
    z.strictObject({ click: StepName, link: z.optional(z.string().check(z.maxLength(2000))) }),
  ),
  event: () => messageClicked.name,
  matches: ({ click, link }, { data }) =>
    data.campaign === click && (link === undefined || data.link === link),
});
