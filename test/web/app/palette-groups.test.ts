import { expect, test } from "vitest";
import { groupsFor } from "../../../web/src/app/palette-groups.ts";

const run = () => {};
const commands = [
  { id: "palette", label: "Search", run },
  { id: "go home", label: "Home", run },
  { id: "go mailbox", label: "Mailbox", run },
  { id: "send", label: "Send an event", run },
];
const names = { here: "here", places: "places" };
const found = [{ name: "Contacts", entries: [{ id: "ada", label: "ada@example.com", run }] }];
const shown = (typed: string, groups: typeof found = []) =>
  groupsFor(commands, typed, groups, names).map(
    ({ name, entries }) => `${name}: ${entries.map(({ label }) => label).join(", ")}`,
  );

test("actions of the page come first, then places, and never the palette itself", () => {
  expect(shown("")).toEqual(["here: Send an event", "places: Home, Mailbox"]);
});

test("each typed word begins a word of what fits", () => {
  expect(shown("ev se")).toEqual(["here: Send an event"]);
  expect(shown("box")).toEqual([]);
});

test("what the API found stands after them, whatever its label begins with", () => {
  expect(shown("mail", found)).toEqual(["places: Mailbox", "Contacts: ada@example.com"]);
});
