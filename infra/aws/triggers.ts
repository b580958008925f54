import { trigger as api } from "#functions/api/trigger.ts";
import { trigger as deliver } from "#functions/deliver/trigger.ts";
import { trigger as feedback } from "#functions/feedback/trigger.ts";
import { trigger as inboundWebhooks } from "#functions/inbound-webhooks/trigger.ts";
import { trigger as publicPages } from "#functions/public/trigger.ts";
import { trigger as react } from "#functions/react/trigger.ts";
import { trigger as render } from "#functions/render/trigger.ts";
import type { Trigger } from "#functions/runtime/trigger.ts";
import { trigger as tick } from "#functions/tick/trigger.ts";
import { trigger as webhookSender } from "#functions/webhook-sender/trigger.ts";

/** Every function there is; the stack is made of this list. */
export const TRIGGERS: readonly Trigger[] = [
  api,
  publicPages,
  inboundWebhooks,
  tick,
  react,
  deliver,
  feedback,
  render,
  webhookSender,
];
