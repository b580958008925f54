import { compile, render } from "#shared/content/index.ts";
import type {
  CompileResult,
  RenderRequest,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";
import { forInvoke } from "../compose.ts";

type Input = { compile: TemplateSource } | { render: RenderRequest[] };

/** Alone holds the template languages; it has no rights, no secrets and no network. */
export const createHandler = () =>
  forInvoke(
    "render",
    async (input: Input): Promise<CompileResult | RenderResult[]> =>
      "compile" in input ? compile(input.compile) : render(input.render),
  );
