import { parseMessageId } from "#shared/kernel/ids.ts";
import { type Message, readPerson } from "#shared/people/index.ts";
import { readSwitches } from "#shared/workspace/index.ts";
import { composeMails } from "./compose-mails.ts";
import { mayMail } from "./may-mail.ts";
import { type Parcel, type RenderedParcel, rowOf, toParcel } from "./parcel.ts";
import { close, hold } from "./set-aside.ts";
import type { DeliverWorld } from "./world.ts";

/**
 * Prepare (docs/design.md §7, 5): one read of each person and of the switches, the verdict, the mail as bytes.
 * What may not go now is held, dropped or refused here; what comes back is ready to be claimed.
 */
export async function prepare(world: DeliverWorld, ids: string[]): Promise<RenderedParcel[]> {
  const now = world.clock.now();
  const [switches, people] = await Promise.all([
    readSwitches(world),
    Promise.all(ids.map((id) => readPerson(world, parseMessageId(id).contact, now, [id]))),
  ]);
  const parcels = ids
    .map((id, i) => toParcel(id, people[i]!, now))
    .filter((one) => one !== undefined);
  const ready: Parcel[] = [];
  const held: Parameters<typeof hold>[1] = [];
  const closed: Parameters<typeof close>[1] = [];
  for (const parcel of parcels) {
    const { draft, person, expect } = parcel;
    const verdict = mayMail(draft, person, switches.data, now);
    const { kind } = verdict;
    if (kind === "send") ready.push(parcel);
    if (kind === "hold") {
      const { until, reason } = verdict;
      held.push({ message: { ...rowOf(parcel), status: "held", until, reason }, expect });
    }
    if (kind === "drop") {
      closed.push({
        message: { ...rowOf(parcel), status: "dropped", reason: verdict.reason },
        expect,
      });
    }
  }
  const { mails, refused } = await composeMails(world, ready, now);
  closed.push(
    ...refused.map(({ parcel, reason }) => ({
      message: { ...rowOf(parcel), status: "refused", reason } as Message,
      expect: parcel.expect,
    })),
  );
  if (held.length > 0) await hold(world, held);
  await close(world, closed);
  return mails;
}
