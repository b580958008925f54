import { clickData, readMessage } from "#shared/messaging/messages/index.ts";
import { readSettings } from "#shared/platform/settings/index.ts";
import { detectBots, type RawClick, type RawOpen } from "#shared/queue/index.ts";
import { setFact } from "./add-fact.ts";
import { changeMessage } from "./change-message.ts";
import { addRawClick, findHumanClicks } from "./detect-bots.ts";
import { findLink } from "./find-link.ts";
import { publishMessageEvents } from "./publish-message-events.ts";
import type { FeedbackWorld } from "./world.ts";

/** Longer than a burst, with room for clock differences. */
const DETECT_AFTER_SECONDS = 3;

/** Records a raw click and schedules the bot check for when a burst would show. */
export async function recordRawClick(
  world: FeedbackWorld,
  { message, ...click }: RawClick,
): Promise<void> {
  const row = await changeMessage(world, message, (old) => {
    const rawClicks = addRawClick(old.rawClicks ?? [], click);
    return rawClicks === old.rawClicks ? old : { ...old, rawClicks };
  });
  if (!row) return;
  const body = detectBots(message);
  await world.queue.send("feedback", [{ body, delaySeconds: DETECT_AFTER_SECONDS }]);
}

/** Turns a message's human clicks into facts and events, once per link. */
export async function classifyClicks(world: FeedbackWorld, messageId: string): Promise<void> {
  const item = await readMessage(world, messageId);
  if (!item) return;
  const human = findHumanClicks(item.data.rawClicks ?? [], world.clock.now());
  const [first] = human;
  if (!first) return;
  const links = await Promise.all(human.map(({ link }) => findLink(world, item.data, link)));
  const clicks = human.map(({ at }, i) => ({ at, ...(links[i] && { link: links[i] }) }));
  const message = await changeMessage(world, messageId, (old) =>
    old.clicks?.length === clicks.length ? old : { ...setFact(old, "clickedAt", first.at), clicks },
  );
  if (!message) return;
  const changes = human.map(({ link, at }, i) => ({
    fact: "clickedAt" as const,
    at,
    part: link,
    data: clickData(links[i]),
  }));
  await publishMessageEvents(world, message, changes);
}

/** Records an open by a reader, if the workspace tracks opens. */
export async function recordOpen(
  world: FeedbackWorld,
  { message, at, machine }: RawOpen,
): Promise<void> {
  if (machine || !(await readSettings(world)).trackOpens) return;
  const row = await changeMessage(world, message, (old) => setFact(old, "openedAt", at));
  if (row?.facts.openedAt === at)
    await publishMessageEvents(world, row, [{ fact: "openedAt", at }]);
}
