import * as z from "zod/mini";
import { getTemplate, putTemplate, type TemplateHead } from "#shared/content/templates/index.ts";
import { etag, matched, ok } from "#shared/http/index.ts";
import { type Fault, InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import type { ApiWorld } from "../world.ts";

/** The compiler checks sizes. */
export const Source = z.lazy(() =>
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

/** A source as it is shown. */
export const sourceFields = () => ({
  subject: z.string(),
  mjml: z.optional(z.string()),
  html: z.optional(z.string()),
  text: z.optional(z.string()),
  class: z.optional(z.enum(["marketing", "transactional"])),
  trackClicks: z.optional(z.boolean()),
  trackOpens: z.optional(z.boolean()),
});

export const Template = z.lazy(() =>
  z.object({
    id: z.string(),
    version: z.int(),
    ...sourceFields(),
    variables: z.array(z.string()),
    updatedAt: z.string(),
    /** Problems that do not prevent sending; only in the answer to a save. */
    warnings: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  }),
);
z.globalRegistry.add(Template, { id: "Template" });

export const showTemplate = (
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

/** A template, if there is one. */
export async function newest(world: ApiWorld, id: string): Promise<TemplateHead | undefined> {
  try {
    return (await getTemplate(world, id)).data;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/**
 * Compiles and saves the next version of a template.
 * @throws InvalidInput with the faults of the source
 */
export async function compileAndPut(
  world: ApiWorld,
  id: string,
  source: z.infer<typeof Source>,
  expect: number | undefined,
) {
  const result = await world.renderer.compile(source);
  if (!result.ok) throw new InvalidInput("the template does not compile", result.faults);
  const now = world.clock.now();
  const head = await matched(expect, putTemplate(world, id, source, result.template, now, expect));
  return { head, warnings: result.warnings ?? [] };
}
