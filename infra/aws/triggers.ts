import { trigger as api } from "#functions/api/trigger.ts";
import { trigger as call } from "#functions/call/trigger.ts";
import { trigger as deliver } from "#functions/deliver/trigger.ts";
import { trigger as publicPages } from "#functions/public/trigger.ts";
import { trigger as react } from "#functions/react/trigger.ts";
import { trigger as render } from "#functions/render/trigger.ts";
import type { Trigger } from "#functions/runtime/trigger.ts";
import { trigger as settle } from "#functions/settle/trigger.ts";
import { trigger as tick } from "#functions/tick/trigger.ts";
import { trigger as webhooks } from "#functions/webhooks/trigger.ts";

/** Every function there is; the stack is made of this list. */
export const TRIGGERS: readonly Trigger[] = [
  api,
  publicPages,
  webhooks,
  tick,
  react,
  deliver,
  settle,
  render,
  call,
];
