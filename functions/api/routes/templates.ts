import * as z from "zod/mini";
import { getTemplate, putTemplate, type TemplateHead } from "#shared/content/templates/index.ts";
import { etag, expected, matched, ok } from "#shared/http/index.ts";
import { type Fault, InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import type { MailClass } from "#shared/ports/renderer.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { knownName, newName } from "./schemas.ts";

/** The compiler checks sizes. */
const Source = z.lazy(() =>
  z
    .strictObject({
      subject: z.string().check(z.minLength(1)),
      mjml: z.optional(z.string()),
      html: z.optional(z.string()),
      text: z.optional(z.string()),
      class: z.optional(z.enum(["marketing", "transactional"])),
      trackClicks: z.optional(z.boolean()),
      trackOpens: z.optional(z.boolean()),
    })
    .check(
      z.refine(
        ({ mjml, html }) => (mjml === undefined) !== (html === undefined),
        "needs either mjml or html",
      ),
    ),
);

const Template = z.lazy(() =>
  z.object({
    id: z.string(),
    version: z.int(),
    subject: z.string(),
    mjml: z.optional(z.string()),
    html: z.optional(z.string()),
    text: z.optional(z.string()),
    class: z.optional(z.enum(["marketing", "transactional"])),
    trackClicks: z.optional(z.boolean()),
    trackOpens: z.optional(z.boolean()),
    variables: z.array(z.string()),
    updatedAt: z.string(),
    /** Problems that do not prevent sending; only in the answer to a save. */
    warnings: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  }),
);
z.globalRegistry.add(Template, { id: "Template" });

const path = "/v1/templates/{id}";

const show = (
  { id, version, source, variables, updatedAt }: TemplateHead,
  warnings: Fault[] = [],
) =>
  ok(
    {
      id,
      version,
      ...source,
      variables,
      updatedAt: iso(updatedAt),
      ...(warnings.length > 0 && { warnings }),
    },
    etag(version),
  );

async function newest(world: ApiWorld, id: string): Promise<TemplateHead | undefined> {
  try {
    return (await getTemplate(world, id)).data;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Each save states the class; without one a template may be sent as either. */
const warnOfMissingClass = (before: MailClass | undefined, now: MailClass | undefined): Fault[] =>
  before === undefined || now !== undefined
    ? []
    : [
        {
          path: "/class",
          message: `is left out, and was "${before}" before: it is named in each save`,
        },
      ];

export const templates = [
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "The newest version of a template",
    response: Template,
    handle: async (world, { params }) =>
      show((await getTemplate(world, knownName(params.id))).data),
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary: "Saves the next version of a template; unchanged content makes none",
    body: Source,
    response: Template,
    handle: async (world, { params, body, headers }) => {
      const id = newName(params.id);
      const before = await newest(world, id);
      const expect = expected(headers, before?.version ?? 0);
      const result = await world.renderer.compile(body);
      if (!result.ok) throw new InvalidInput("the template does not compile", result.faults);
      const now = world.clock.now();
      const write = putTemplate(world, id, body, result.template, now, expect);
      const warnings = [
        ...(result.warnings ?? []),
        ...warnOfMissingClass(before?.source.class, body.class),
      ];
      return show(await matched(expect, write), warnings);
    },
  }),
];
