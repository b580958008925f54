import { parseMessageId } from "#shared/kernel/ids.ts";
import { repairAt } from "#shared/messaging/handover/index.ts";
import { logMails } from "#shared/messaging/log/index.ts";
import { mayMail, readRecipient } from "#shared/messaging/policy/index.ts";
import { readSnapshot, type Snapshot } from "#shared/messaging/snapshot/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { composeMails } from "./compose-mails.ts";
import { deferOrDrop, type RowChange } from "./defer-or-drop.ts";
import { foldOutcomes } from "./outcome-store.ts";
import {
  type PreparedMessage,
  type RenderedMessage,
  rowOf,
  toPreparedMessage,
} from "./prepared-message.ts";
import type { DeliverWorld } from "./world.ts";

/**
 * Prepare (docs/design.md, Delivery protocol, 5): reads each contact once, applies policy and
 * renders. Mails that may not go now are held, dropped or refused here. `ready` may be claimed;
 * `later` are those the renderer had no time for, left unchanged.
 */
export async function prepare(
  world: DeliverWorld,
  ids: string[],
): Promise<{ ready: RenderedMessage[]; later: string[] }> {
  const now = world.clock.now();
  const [live, snapshots] = await Promise.all([
    readLiveDefinitions(world),
    readAll(world, ids, now),
  ]);
  const preparedMessages = ids.flatMap((id, i) => toPreparedMessage(id, snapshots[i]!, now) ?? []);
  const recipients = await Promise.all(
    preparedMessages.map(({ draft, snapshot }) =>
      readRecipient(world, draft, snapshot, live.data, now),
    ),
  );
  const ready: PreparedMessage[] = [];
  const changes: RowChange[] = [];
  preparedMessages.forEach((prepared, i) => {
    const decision = mayMail(prepared.draft, recipients[i]!, live.data, now);
    const row = rowOf(prepared);
    const { expect } = prepared;
    if (decision.kind === "send") ready.push(prepared);
    if (decision.kind === "drop") {
      changes.push({ message: { ...row, status: "dropped", reason: decision.reason }, expect });
    }
    if (decision.kind === "hold") {
      const { until, reason } = decision;
      const { entry } = prepared.draft;
      changes.push({ message: { ...row, entry, status: "held", until, reason }, expect });
    }
  });
  const { mails, refused, later } = await composeMails(world, ready, now);
  for (const { prepared, reason, repairable } of refused) {
    const { expect, draft } = prepared;
    const row = rowOf(prepared);
    changes.push({
      message: repairable
        ? { ...row, entry: draft.entry, status: "held", until: repairAt(draft, now), reason }
        : { ...row, status: "refused", reason },
      expect,
    });
  }
  const postponed = new Set(later.map(({ id }) => id));
  const fresh = preparedMessages.filter((one) => !postponed.has(one.id) && isFirstTime(one));
  await logMails(
    world,
    fresh.map(({ draft }) => draft),
    now,
  );
  await deferOrDrop(world, changes);
  for (const { prepared, broken } of refused) if (broken) world.onStatus?.("broken", prepared.id);
  return { ready: mails, later: later.map(({ id }) => id) };
}

/** Whether no worker has had it: its row is written now, or was written when it was posted. */
const isFirstTime = ({ draft: { source }, expect }: PreparedMessage) =>
  expect === "absent" || (source.kind === "api" && expect === 1);

/** The snapshot for each mail; each contact is read once. */
async function readAll(world: DeliverWorld, ids: string[], now: number): Promise<Snapshot[]> {
  const contactOf = (id: string) => parseMessageId(id).contact;
  const read = new Map<string, Promise<Snapshot>>();
  for (const [contact, own] of Map.groupBy(ids, contactOf)) {
    read.set(contact, readOne(world, contact, own, now));
  }
  return Promise.all(ids.map((id) => read.get(contactOf(id))!));
}

const readOne = async (world: DeliverWorld, contact: string, ids: string[], now: number) =>
  foldOutcomes(world, await readSnapshot(world, contact, now, ids));
