import type {
  Rendered,
  RenderRequest,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";

/** The input of the `render` function. */
export type RenderCall = { compile: TemplateSource } | { render: RenderRequest[] };

/** A result as JSON, with the mail's bytes in base64. */
type Packed =
  | { ok: true; mail: Omit<Rendered, "raw"> & { raw: string } }
  | (RenderResult & { ok: false });

/** The results of the first requests, at least one; the caller repeats the rest. */
export type RenderAnswer = Packed[];

/**
 * Lambda's response limit is 6 MB. The largest mail is 2.2 MB here (two parts of 256 KB, every byte
 * escaped, in base64), so one always fits.
 */
const MAX_ANSWER_BYTES = 5_000_000;

/** The leading results that fit one response. */
export function packResults(results: RenderResult[]): RenderAnswer {
  const packed: RenderAnswer = [];
  let bytes = 0;
  for (const result of results) {
    const one = pack(result);
    bytes += Buffer.byteLength(JSON.stringify(one));
    if (bytes > MAX_ANSWER_BYTES && packed.length > 0) break;
    packed.push(one);
  }
  return packed;
}

export const unpackResults = (answer: RenderAnswer): RenderResult[] =>
  answer.map((one) =>
    one.ok
      ? {
          ok: true,
          mail: { ...one.mail, raw: new Uint8Array(Buffer.from(one.mail.raw, "base64")) },
        }
      : one,
  );

const pack = (result: RenderResult): Packed =>
  result.ok
    ? {
        ok: true,
        mail: { ...result.mail, raw: Buffer.from(result.mail.raw).toString("base64") },
      }
    : result;
