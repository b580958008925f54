import type { Hit } from "#shared/people/index.ts";
import { readSettings } from "#shared/workspace/index.ts";
import { setFact } from "./add-fact.ts";
import { announce } from "./announce.ts";
import { changeMessage } from "./change-message.ts";
import { findLink } from "./find-link.ts";
import { addHit, findHumanClicks } from "./judge-hits.ts";
import type { FeedbackWorld } from "./world.ts";

/** Longer than a burst lasts, with room for two clocks that differ. */
const JUDGE_AFTER_SECONDS = 3;

/** Notes that a link was followed, and has it judged once a burst would have shown. */
export async function recordHit(
  world: FeedbackWorld,
  { message, ...hit }: Hit & { message: string },
): Promise<void> {
  const row = await changeMessage(world, message, (old) => {
    const hits = addHit(old.hits ?? [], hit);
    return hits === old.hits ? old : { ...old, hits };
  });
  if (!row) return;
  const body = { judge: { message } };
  await world.queue.send("feedback", [{ body, delaySeconds: JUDGE_AFTER_SECONDS }]);
}

/** Judges the hits of a message: the clicks of a person become a fact, and news once per link. */
export async function judge(world: FeedbackWorld, messageId: string): Promise<void> {
  const now = world.clock.now();
  const message = await changeMessage(world, messageId, (old) => {
    const [first] = findHumanClicks(old.hits ?? [], now);
    return first ? setFact(old, "clickedAt", first.at) : old;
  });
  const clicks = findHumanClicks(message?.hits ?? [], now);
  if (!message || clicks.length === 0) return;
  const news = clicks.map(async ({ link, at }) => {
    const url = await findLink(world, message, link);
    const data = { ...(url !== undefined && { link: url }), human: true };
    return { fact: "clickedAt", at, part: link, data } as const;
  });
  await announce(world, message, await Promise.all(news));
}

/** Notes that a mail was opened, if the workspace wants to know and a person did it. */
export async function recordOpen(
  world: FeedbackWorld,
  { message, at, machine }: { message: string; at: number; machine: boolean },
): Promise<void> {
  if (machine || !(await readSettings(world)).trackOpens) return;
  const row = await changeMessage(world, message, (old) => setFact(old, "openedAt", at));
  if (row?.facts.openedAt === at) await announce(world, row, [{ fact: "openedAt", at }]);
}
