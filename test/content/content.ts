import { expect } from "vitest";
import { compile, render } from "#shared/content/index.ts";
import type { CompiledTemplate, Rendered, TemplateSource } from "#shared/ports/renderer.ts";

/** A source that needs no footer, so that a test sees only what it is about. */
export const LAW = `{{ postal_address }} <a href="{{ unsubscribe_url }}">out</a>`;

export async function compiled(source: Partial<TemplateSource>): Promise<CompiledTemplate> {
  const result = await compile({ subject: "Hello", ...source });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.template;
}

export async function faultsOf(source: Partial<TemplateSource>) {
  const result = await compile({ subject: "Hello", ...source });
  expect(result.ok).toBe(false);
  return result.ok ? [] : result.faults;
}

type Given = { data?: Record<string, unknown>; linkUrls?: string[] };

export async function outcomeOf(source: Partial<TemplateSource>, given: Given = {}) {
  const template = await compiled(source);
  const [result] = await render([{ template, data: {}, linkUrls: [], ...given }]);
  return result!;
}

export async function rendered(source: Partial<TemplateSource>, given?: Given): Promise<Rendered> {
  const result = await outcomeOf(source, given);
  if (!result.ok) throw new Error(result.reason);
  return result.mail;
}

export async function reasonOf(source: Partial<TemplateSource>, given?: Given): Promise<string> {
  const result = await outcomeOf(source, given);
  expect(result.ok).toBe(false);
  return result.ok ? "" : result.reason;
}
