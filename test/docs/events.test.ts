import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { EVENTS } from "#events/index.ts";
import { factsWhere, MESSAGE_FACTS } from "#shared/audience/events/index.ts";

const page = readFileSync(new URL("../../docs/sequences.md", import.meta.url), "utf8");

const REPORTED = factsWhere(({ event, tracked }) => event && !tracked).map(
  (fact) => MESSAGE_FACTS[fact].event!.name,
);

function rowOf({ name, summary, data }: (typeof EVENTS)[number]) {
  const { properties = {} } = z.toJSONSchema(data) as { properties?: object };
  const fields = Object.keys(properties).map((field) => `\`${field}\``);
  const relay = REPORTED.includes(name) ? " *Not over a relay.*" : "";
  return `| \`${name}\` | ${summary}${relay} | ${fields.join(", ")} |`;
}

test("every event of Dripstack is listed as its contract says", () => {
  const table = ["| event | happens when | data |", "|---|---|---|", ...EVENTS.map(rowOf)];
  const section = page.split(/^## /m).find((part) => part.startsWith("Events of Dripstack\n"));
  expect(section?.match(/^\|.*$/gm)).toEqual(table);
});
