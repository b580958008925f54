import type { Entropy } from "#shared/ports/entropy.ts";

/** `admin` may do everything, `read` may look, `send` may post events and messages. */
export const SCOPES = ["admin", "read", "send"] as const;
export type Scope = (typeof SCOPES)[number];

/** What is kept of a key: never the key. `id` is the start of its hash; instants are epoch milliseconds. */
export type KeyInfo = { id: string; name: string; scopes: Scope[]; createdAt: number };

const PREFIX = "drip_";

/** A new secret of 256 bits. */
export const newKey = (entropy: Entropy) =>
  PREFIX + Buffer.from(entropy.bytes(32)).toString("base64url");
