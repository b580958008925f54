import * as z from "zod/mini";

const EventBridge = z.object({ source: z.literal("aws.ses"), detail: z.looseObject({}) });
const Sns = z.object({ TopicArn: z.string(), Message: z.string() });
const Bare = z.union([
  z.looseObject({ eventType: z.string() }),
  z.looseObject({ notificationType: z.string() }),
]);

/**
 * The SES event record in `body`, bare or in an EventBridge or SNS envelope; undefined for anything
 * else. An SNS notice without a record (its greeting) is `{}`.
 */
export function unwrapSes(body: unknown): Record<string, unknown> | undefined {
  const bridge = EventBridge.safeParse(body);
  if (bridge.success) return bridge.data.detail;
  const sns = Sns.safeParse(body);
  if (sns.success) return parseObject(sns.data.Message);
  return Bare.safeParse(body).data;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return z.looseObject({}).safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
