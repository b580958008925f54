import { isMessageEvent } from "#shared/people/index.ts";
import { enterKindOf } from "../enter/index.ts";
import { type Check, error } from "./finding.ts";

/** Mails that let people in again would make each other without end. */
export const endlessEntry: Check = ({ enter, reentry }) =>
  reentry === "never"
    ? []
    : enter.flatMap((way, i) =>
        isMessageEvent(enterKindOf(way).event(way))
          ? [
              error(
                "endless-entry",
                `/enter/${i}`,
                "our own mails let people in, again and again",
                'set "reentry" to "never"',
              ),
            ]
          : [],
      );
