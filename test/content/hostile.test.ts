import { expect, test } from "vitest";
import { render } from "#shared/content/rendering/index.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
import { requestFor } from "./content.ts";
import { HOSTILE, HOSTILE_DATA } from "./hostile.ts";

const LIMIT = /limit exceeded|too long|over \d+ |goes beyond/;

const template = (parts: Partial<CompiledTemplate>): CompiledTemplate => ({
  hash: JSON.stringify(parts),
  subject: "s",
  html: "<p>h</p>",
  text: "t",
  links: [],
  variables: [],
  ...parts,
});

const reasonOf = async (parts: Partial<CompiledTemplate>) => {
  const [result] = await render([requestFor(template(parts), { data: HOSTILE_DATA })]);
  return result!.ok ? "it was rendered" : result!.reason;
};

test.each(Object.entries(HOSTILE))(
  "%s is refused before its memory is taken",
  async (_, liquid) => {
    expect(await reasonOf({ text: liquid })).toMatch(LIMIT);
  },
);

test.each(["subject", "html"])("a capture that doubles is refused in the %s, too", async (part) => {
  const [liquid] = Object.values(HOSTILE);
  expect(await reasonOf({ [part]: liquid })).toMatch(LIMIT);
});

test("a link's own Liquid has the same limits", async () => {
  const [liquid] = Object.values(HOSTILE);
  const links = [{ liquid: liquid! }];
  expect(await reasonOf({ text: "{{ link_0 }}", links })).toMatch(LIMIT);
});
