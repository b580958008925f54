import { targetCall } from "../machine/aws-calls.ts";

/** What the deployed function of that name logged, line by line. */
export async function logOf(name: string): Promise<string[]> {
  type Answer = { events: { message: string }[] };
  const asked = { logGroupName: `/Dripstack/${name}`, limit: 10_000 };
  const { events } = await targetCall<Answer>("logs", "Logs_20140328.FilterLogEvents", asked);
  return events.map(({ message }) => message);
}
