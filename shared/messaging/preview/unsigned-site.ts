import { type LinkSite, linkKey } from "#shared/content/link-tokens/index.ts";

/** No reader of links knows it: its links lead to the right pages and do nothing there. */
const NO_SECRET = new Uint8Array(32);

/** Where the links of a mail lead that is only shown. */
export const unsignedSite = (publicUrl: string): LinkSite => ({
  publicUrl,
  key: linkKey(NO_SECRET),
});
