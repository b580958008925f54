import { MAX_FAULTS } from "#shared/content/liquid/index.ts";
import type { LiquidMask } from "#shared/content/markup/index.ts";
import { isSameHtml, quoteAttributes, wrapStrayText } from "#shared/content/markup/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";

const PATH = "/mjml";
const fault = (message: string): Fault => ({ path: PATH, message });
const refuse = (faults: Fault[]) =>
  new InvalidInput("the MJML is not valid", faults.slice(0, MAX_FAULTS));

/**
 * Compiles masked MJML to masked HTML. `mjml` validates, because `mrml` silently accepts unknown
 * elements; the smaller output of `mrml` is used if it is equivalent, since it sometimes loses
 * attributes.
 * @throws InvalidInput with a fault and its line for each error that MJML reports
 */
export async function compileMjml(mask: LiquidMask): Promise<string> {
  if (/<mj-include\b/i.test(mask.covered)) {
    throw refuse([fault("mj-include is not available: put the content itself here")]);
  }
  const mjml = quoteAttributes(wrapStrayText(mask.covered), PATH);
  const reference = await compileByReference(mjml, mask);
  const quick = await compileQuickly(mjml);
  if (quick !== undefined && mask.lost(quick).length === 0 && isSameHtml(quick, reference)) {
    return quick;
  }
  const lost = mask.lost(reference);
  if (lost.length === 0) return reference;
  throw refuse(lost.map((piece) => fault(`MJML drops ${piece}: put it inside mj-raw or mj-text`)));
}

async function compileByReference(mjml: string, mask: LiquidMask): Promise<string> {
  // Takes 0.4 s to load, and only saves need it.
  const { default: mjml2html } = await import("mjml");
  // No fonts: the default set would call Google from each reader's client.
  const options = { validationLevel: "soft", keepComments: true, fonts: {} } as const;
  const reference = await mjml2html(mjml, options).catch((error: Error) => {
    throw refuse([
      fault(error instanceof RangeError ? "its elements nest too deep" : error.message),
    ]);
  });
  const faults = reference.errors
    .filter(({ message }) => !(mask.output.test(message) && message.includes("for type Color")))
    // Counting lines is linear in the source for each fault.
    .slice(0, MAX_FAULTS)
    .map(({ line, message }) =>
      fault(`line ${lineOfSource(line, mask)}: ${mask.show(message).trim()}`),
    );
  if (faults.length > 0) throw refuse(faults);
  return reference.html;
}

async function compileQuickly(mjml: string): Promise<string | undefined> {
  const { Engine } = await import("mrml");
  using engine = new Engine();
  engine.setRenderOptions({ disableComments: false, socialIconOrigin: null, fonts: {} });
  const compiled = engine.toHtml(mjml);
  const complete = compiled.type === "success" && compiled.warnings.length === 0;
  return complete ? compiled.content : undefined;
}

/** Multi-line Liquid is a single word to MJML, so its line numbers are too low. */
const lineOfSource = (line: number, mask: LiquidMask) =>
  mask.show(mask.covered.split("\n", line - 1).join("\n")).split("\n").length + (line > 1 ? 1 : 0);
