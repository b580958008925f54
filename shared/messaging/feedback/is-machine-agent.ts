import { isbot } from "isbot";

/** Image proxies fetch on behalf of a reader who opens the mail. */
const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy/;

/** Whether a `User-Agent` is a program without a reader behind it; a missing one is. */
export const isMachineAgent = (userAgent: string | undefined): boolean =>
  !userAgent?.trim() || (isbot(userAgent) && !IMAGE_PROXY.test(userAgent));
