import { createHash } from "node:crypto";
import { placeHtmlFooter, placeTextFooter } from "#shared/content/footer/index.ts";
import { trackLinks } from "#shared/content/links/index.ts";
import {
  htmlEngine,
  isLinkName,
  JSON_FILTERS,
  LINK_TAG,
  listVariables,
  MAX_COMPILED_BYTES,
  parseLiquid,
  plainEngine,
} from "#shared/content/liquid/index.ts";
import { deriveText, findSinks, markUntracked, maskLiquid } from "#shared/content/markup/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import type { CompiledTemplate, CompileResult, TemplateSource } from "#shared/ports/renderer.ts";
import { type CheckedSource, checkSource } from "./check-source.ts";
import { compileMjml } from "./compile-mjml.ts";
import { fillJson } from "./fill-json.ts";

/**
 * Compiles a template source: MJML to HTML, web links to `{{ link_N }}`, and adds a text part and
 * the required footer if missing. Never throws for faults of the source: it returns them by part
 * (`/subject`, `/mjml`, `/html`, `/text`).
 */
export async function compile(source: TemplateSource): Promise<CompileResult> {
  try {
    const { template, warnings } = await compileChecked(checkSource(source), source);
    return { ok: true, template, ...(warnings.length > 0 && { warnings }) };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { ok: false, faults: error.faults };
  }
}

async function compileChecked(
  source: CheckedSource,
  { trackClicks, trackOpens }: Pick<TemplateSource, "trackClicks" | "trackOpens">,
): Promise<{ template: CompiledTemplate; warnings: Fault[] }> {
  const path = `/${source.kind}`;
  const read = readVariables(source);

  const written = maskLiquid(source.markup);
  refuseSinks(findSinks(written.covered, written, path));
  const { mask, mark } = markUntracked(written, path);
  const isMjml = source.kind === "mjml";
  const bare = isMjml ? await compileMjml(mask) : mask.covered;
  if (isMjml) refuseSinks(findSinks(bare, mask, path, true));
  const filled = fillJson(bare, mask, path);
  const tracked = trackLinks(filled, mask, { mark, track: trackClicks !== false, path });
  // Also before the footer, whose placement renders the page.
  refuseLarge(mask.show(tracked.html), path);
  const placed = placeHtmlFooter(tracked.html, mask, read, path);
  const html = mask.show(placed.part);
  refuseLarge(html, path);

  const body = source.text ?? (await deriveText(tracked.html, mask));
  const readByText = listVariables(parseLiquid(plainEngine, body, "/text"));
  const { part: text, isSure } = placeTextFooter(body, readByText);

  const variables = listVariables(
    parseLiquid(plainEngine, source.subject, "/subject"),
    parseLiquid(htmlEngine, html, path),
    parseLiquid(plainEngine, text, "/text"),
    ...tracked.table.links.map((link) =>
      parseLiquid(plainEngine, "liquid" in link ? link.liquid : "", path),
    ),
  ).filter((variable) => !isLinkName(variable));
  const { links, openHosts, inPlace, warnings } = tracked.table;
  const hosts = [...tracked.table.hosts].sort();
  const content = {
    subject: source.subject,
    html,
    text,
    links,
    ...(hosts.length > 0 && { hosts }),
    ...(openHosts && { openHosts }),
    ...(inPlace > 0 && { inPlaceLinks: inPlace }),
    ...(trackOpens === false && { trackOpens }),
    ...(!placed.isSure && { seekHtmlFooter: true as const }),
    ...(!isSure && { seekTextFooter: true as const }),
  };
  return { template: { hash: hashContent(content), ...content, variables }, warnings };
}

function refuseLarge(html: string, path: string): void {
  if (Buffer.byteLength(html) <= MAX_COMPILED_BYTES) return;
  const message = `may be at most ${MAX_COMPILED_BYTES} bytes of HTML`;
  throw new InvalidInput(message, [{ path, message }]);
}

function refuseSinks(faults: Fault[]): void {
  if (faults.length > 0) throw new InvalidInput("the markup is not valid", faults);
}

const TAG = new RegExp(`(?:\\{%-?\\s*|\\n[^\\S\\n]*)(${LINK_TAG})\\b`);
const FILTER = new RegExp(`\\|\\s*(${Object.keys(JSON_FILTERS).join("|")})\\b`);

/**
 * The variables that the template reads.
 * @throws InvalidInput with the Liquid faults of all parts, by their own lines
 */
function readVariables({ subject, markup, kind, text = "" }: CheckedSource): string[] {
  const faults: Fault[] = [];
  const [ofMarkup = []] = [
    { part: kind, liquid: markup, engine: htmlEngine },
    { part: "subject", liquid: subject, engine: plainEngine },
    { part: "text", liquid: text, engine: plainEngine },
  ].map(({ part, liquid, engine }) => {
    const path = `/${part}`;
    try {
      const read = listVariables(parseLiquid(engine, liquid, path));
      const own = read.find(isLinkName) ?? TAG.exec(liquid)?.[1] ?? FILTER.exec(liquid)?.[1];
      if (own) faults.push({ path, message: `${own} is a name that compiled templates use` });
      return read;
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
  if (faults.length > 0) throw new InvalidInput("the Liquid is not valid", faults);
  return ofMarkup;
}

/** SHA-256 of content as JSON, in base64url: 43 characters. */
const hashContent = (content: object): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("base64url");
