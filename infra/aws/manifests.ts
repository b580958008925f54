import { manifest as api } from "#functions/api/manifest.ts";
import { manifest as deliver } from "#functions/deliver/manifest.ts";
import { manifest as feedback } from "#functions/feedback/manifest.ts";
import { manifest as inboundWebhooks } from "#functions/inbound-webhooks/manifest.ts";
import { manifest as publicPages } from "#functions/public/manifest.ts";
import { manifest as react } from "#functions/react/manifest.ts";
import { manifest as render } from "#functions/render/manifest.ts";
import type { Manifest } from "#functions/runtime/manifest.ts";
import { manifest as tick } from "#functions/tick/manifest.ts";
import { manifest as webhookSender } from "#functions/webhook-sender/manifest.ts";

/** Every function there is; the stack is made of this list. */
export const MANIFESTS: readonly Manifest[] = [
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
