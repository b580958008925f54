import { expect, test } from "vitest";
import { actionWord } from "../../../web/src/parts/activity-words.ts";
import { texts as de } from "../../../web/src/text/de/activity.ts";
import { texts as en } from "../../../web/src/text/en/activity.ts";

test.each([
  ["contacts", "delete", "erased", "gelöscht"],
  ["suppressions", "save", "suppressed", "gesperrt"],
  ["suppressions", "delete", "no longer suppressed", "nicht mehr gesperrt"],
  ["keys", "delete", "revoked", "widerrufen"],
  ["templates", "delete", "deleted", "gelöscht"],
  ["constructor", "save", "saved", "gespeichert"],
  ["contacts", "newer", "newer", "newer"],
])("%s, %s is told as its button says", (noun, action, english, german) => {
  expect(actionWord(en, noun, action)).toBe(english);
  expect(actionWord(de, noun, action)).toBe(german);
});
