import * as z from "zod";

/** The environment of functions that build links to us. */
export const PublicUrl = z.object({ PUBLIC_URL: z.url({ protocol: /^https?$/ }) });
/** The environment of functions that need nothing of their own. */
export const Nothing = z.object({});
