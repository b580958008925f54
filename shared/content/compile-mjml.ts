import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_FAULTS } from "./limits.ts";
import type { Veil } from "./veil-liquid.ts";

const PATH = "/mjml";
const fault = (message: string): Fault => ({ path: PATH, message });
const refuse = (faults: Fault[]) =>
  new InvalidInput("the MJML has faults", faults.slice(0, MAX_FAULTS));

/**
 * The HTML of veiled MJML, still veiled. `mjml` judges, because `mrml` accepts unknown elements in
 * silence; `mrml` compiles, because its output is smaller, and it keeps Liquid between elements.
 * @throws InvalidInput with a fault, and its line, for each thing that MJML does not know
 */
export async function compileMjml(veil: Veil): Promise<string> {
  // 0.4 s to load, and only authors' saves need them.
  const [{ default: mjml2html }, { Engine }] = await Promise.all([import("mjml"), import("mrml")]);
  if (/<mj-include\b/i.test(veil.covered)) {
    throw refuse([fault("mj-include is not available: put the content itself here")]);
  }
  // No fonts: the default set would have each reader's client call Google.
  const options = { validationLevel: "soft", keepComments: true, fonts: {} } as const;
  const judged = await mjml2html(veil.covered, options).catch((error: Error) => {
    throw refuse([fault(error.message)]);
  });
  const faults = judged.errors
    .filter(({ message }) => !(veil.output.test(message) && message.includes("for type Color")))
    .map(({ line, message }) =>
      fault(`line ${lineOfSource(line, veil)}: ${veil.show(message).trim()}`),
    );
  if (faults.length > 0) throw refuse(faults);

  using engine = new Engine();
  engine.setRenderOptions({ disableComments: false, socialIconOrigin: null, fonts: {} });
  const compiled = engine.toHtml(veil.covered);
  const complete = compiled.type === "success" && compiled.warnings.length === 0;
  if (complete && veil.lost(compiled.content).length === 0) return compiled.content;

  const lost = veil.lost(judged.html);
  if (lost.length === 0) return judged.html;
  throw refuse(lost.map((piece) => fault(`MJML drops ${piece}: put it inside mj-raw or mj-text`)));
}

/** A piece of Liquid over several lines is a single word to MJML, which then counts too few. */
const lineOfSource = (line: number, veil: Veil) =>
  veil.show(veil.covered.split("\n", line - 1).join("\n")).split("\n").length + (line > 1 ? 1 : 0);
