import { expect, test } from "vitest";
import { reasonText, storyOf } from "../../../web/src/parts/mail/story.ts";
import { texts } from "../../../web/src/text/en/mail.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 5, 9, minute)).toISOString();

test("a message's story is told in the order of its instants", () => {
  const facts = { deliveredAt: at(3), claimedAt: at(1), sentAt: at(2), openedAt: at(9) };
  const told = storyOf({ at: at(0), facts });
  expect(told.map(({ fact }) => fact)).toEqual([
    "decided",
    "claimedAt",
    "sentAt",
    "deliveredAt",
    "openedAt",
  ]);
});

test("each link that was followed is told once, instead of the click", () => {
  const clicks = [{ at: at(5), link: "https://a.example/" }, { at: at(6) }];
  const told = storyOf({ at: at(0), facts: { clickedAt: at(5) }, clicks });
  expect(told.slice(1)).toEqual([
    { fact: "clickedAt", at: at(5), link: "https://a.example/" },
    { fact: "clickedAt", at: at(6) },
  ]);
});

test("a click without its links is told by itself", () => {
  expect(storyOf({ at: at(0), facts: { clickedAt: at(5) } }).at(-1)?.fact).toBe("clickedAt");
});

test("the next try of a message that waits comes last", () => {
  const told = storyOf({ at: at(5), facts: { claimedAt: at(6) }, heldUntil: at(2) });
  expect(told.at(-1)).toEqual({ fact: "heldUntil", at: at(2) });
});

test("our reasons are put into words, a provider's stay as they are", () => {
  expect(reasonText(texts.reasons, "cap")).toMatch(/as many mails/);
  expect(reasonText(texts.reasons, "550 no such user")).toBe("550 no such user");
  expect(reasonText(texts.reasons, "constructor")).toBe("constructor");
});
