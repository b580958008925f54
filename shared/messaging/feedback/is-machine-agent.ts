import { isbot } from "isbot";

/** They fetch a picture when a person opens the mail, so they are as good as that person. */
const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy/;

/** Whether that `User-Agent` belongs to a program that no person looks through; none at all is one. */
export const isMachineAgent = (userAgent: string | undefined): boolean =>
  !userAgent?.trim() || (isbot(userAgent) && !IMAGE_PROXY.test(userAgent));
