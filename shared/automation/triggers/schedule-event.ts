import { type EventRow, SCHEDULE_REACHED } from "#shared/audience/events/index.ts";
import { digest } from "#shared/kernel/ids.ts";

/** The event of a contact at a time of a schedule: always the same. */
export const scheduleEvent = ({ sequence, at }: { sequence: string; at: number }): EventRow => {
  const id = `t_${digest(sequence, at)}`;
  return { id, name: SCHEDULE_REACHED, at, data: { sequence } };
};
