import fc from "fast-check";
import { expect, test } from "vitest";
import { describeCause } from "#shared/content/liquid/describe-error.ts";
import { htmlEngine, plainEngine } from "#shared/content/liquid/engines.ts";
import { MAX_OUTPUT_BYTES } from "#shared/content/liquid/limits.ts";
import { type Prepared, prepareTemplate } from "#shared/content/rendering/prepare-template.ts";
import { renderLiquid } from "#shared/content/rendering/render-liquid.ts";
import { renderPlain } from "#shared/content/rendering/render-plain.ts";
import type { Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { ascii, expectLegal, readTwice } from "#test/content/mime/read-mail.ts";
import { runs } from "#test/support/long.ts";
import { anyRequest, tameRequest, templateOf } from "./arbitrary-requests.ts";
import { requestFor } from "./content.ts";

/**
 * The same mail by the way for plain templates, which is undefined where it leaves the mail to
 * Liquid; by Liquid with quick outputs; and by Liquid as it comes, of which the others are short
 * cuts.
 */
function allWays(request: RenderRequest) {
  const { template } = request;
  const prepared = prepareTemplate(template);
  const bare: Prepared = {
    ...prepared,
    subject: plainEngine.parse(template.subject),
    html: htmlEngine.parse(template.html),
    text: plainEngine.parse(template.text),
  };
  return {
    plain: outcomeOf(() => renderPlain(prepared, request)),
    quick: outcomeOf(() => renderLiquid(prepared, request)),
    liquid: outcomeOf(() => renderLiquid(bare, request)),
  };
}

type Outcome<T> = { mail: T; reason?: never } | { mail?: never; reason: string };

function outcomeOf<T>(render: () => T): Outcome<T> {
  const outcome = tryOnce(render);
  // A machine that stood still for as long as one mail may take proves nothing.
  return outcome.reason === "the template takes too long" ? tryOnce(render) : outcome;
}

function tryOnce<T>(render: () => T): Outcome<T> {
  try {
    return { mail: render() };
  } catch (error) {
    return { reason: describeCause(error) };
  }
}

/** The octets of both parts, by RFC 2045 §6.7 alone. */
const partsOf = ({ raw }: Rendered) =>
  ascii(raw)
    .split(/\r\n--=_\S+\r\n/)
    .slice(1)
    .map((part) =>
      part
        .slice(part.indexOf("\r\n\r\n") + 4)
        .replaceAll("=\r\n", "")
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    );

async function expectTheSame(plain: Rendered, liquid: Rendered) {
  expect([plain.subject, plain.dynamicLinks]).toEqual([liquid.subject, liquid.dynamicLinks]);
  expect(partsOf(plain)).toEqual(partsOf(liquid));
  expect(await readTwice(plain.raw)).toEqual(await readTwice(liquid.raw));
  expectLegal(plain.raw);
  expect(ascii(plain.raw)).not.toContain("=\r\n\r\n--");
  expect(plain.raw.length).toBe(plain.raw.buffer.byteLength);
}

test.each([
  ["what stands for itself", tameRequest, 200],
  ["anything at all", anyRequest, 4],
] as const)("filled with %s, a mail is the same by all ways", async (_, requests, atLeast) => {
  let plainMails = 0;
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const { plain, quick, liquid } = allWays(request);
      expect(quick).toEqual(liquid);
      if ("reason" in plain) expect(plain).toEqual(liquid);
      else if (plain.mail) {
        plainMails += 1;
        await expectTheSame(plain.mail, liquid.mail!);
      }
    }),
    { numRuns: runs(1_000) },
  );
  // Else the property would hold of nothing.
  expect(plainMails).toBeGreaterThan(runs(atLeast));
});

test("the limits of a part hold by all ways, to the byte", () => {
  const template = templateOf({ html: "<p>{{ contact.name }}</p>", text: "." });
  for (const [sign, bytes] of [
    ["x", 1],
    ["=", 1],
    ["é", 2],
    ["🎉", 4],
  ] as const) {
    const fits = `${sign.repeat((MAX_OUTPUT_BYTES - 8) / bytes)}x`;
    for (const [name, ok] of [
      [fits, true],
      [`${fits}x`, false],
    ] as const) {
      const request = requestFor(template, { data: { contact: { name } } });
      const { plain, quick, liquid } = allWays(request);
      const mails = [plain, quick, liquid].map(({ mail }) => mail !== undefined);
      expect(mails).toEqual([ok, ok, ok]);
    }
  }
});

test.each([
  "{% if a %}b{% endif %}",
  "{{ a | date: '%Y' }}",
  "{{ a | raw }}",
  "{{ a | default: b }}",
  "{{ a[0] }}",
  "{{ a.size }}",
  "{{ 'a' }}",
  "</bo{{ a }}",
  "a\rb",
  "\ud83d",
  "{{ a }}".repeat(1_001),
])("%.30s is left to Liquid", (html) => {
  expect(prepareTemplate(templateOf({ html })).plain).toBeUndefined();
});

test.each([
  ["a list", [1]],
  ["an object", { b: 1 }],
  ["a CR", "b\r"],
  ["half a character", "\ud83d"],
])("a mail with %s in a value is left to Liquid", (_, a) => {
  const { plain } = allWays(requestFor(templateOf({ html: "<p>{{ a }}</p>" }), { data: { a } }));
  expect(plain).toEqual({ mail: undefined });
});
