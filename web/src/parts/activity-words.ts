import type { texts as en } from "../text/en/activity.ts";
import type { Like } from "../text/like.ts";
import { textOf } from "../text/text-of.ts";

type Words = Pick<Like<typeof en>, "actions" | "actionsOf">;

/** What was done, as its button says; the API's own word where it is newer than this page. */
export function actionWord({ actions, actionsOf }: Words, noun: string, action: string): string {
  const own: Record<string, Record<string, string>> = actionsOf;
  const ofNoun = Object.hasOwn(own, noun) ? textOf(own[noun]!, action) : undefined;
  return ofNoun ?? textOf(actions, action) ?? action;
}
