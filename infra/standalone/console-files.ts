import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { FILE_PATH, fileHeaders } from "#infra/console/built-files.ts";
import { CONSOLE_HEADERS } from "#infra/console/headers.ts";
import type { HttpHandler } from "./http-server.ts";

type Headers = Record<string, string | undefined>;
type StaticReply = {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: boolean;
};

const BUILT = fileURLToPath(new URL("../../dist/web", import.meta.url));
const NOT_BUILT =
  "The console is not built. Run `npm run build:web`; `npm start` does it by itself.\n";

/** A request's path and headers to the console's file; undefined when it has no such file. */
export type Files = (path: string, headers: Headers) => StaticReply | undefined;

/** The files of a built console, each read once. Every other path is one of its pages. */
export function consoleFiles(folder = BUILT): Files {
  const kept = new Map<string, Buffer>();
  const load = (file: string): Buffer | undefined => {
    const known = kept.get(file);
    if (known || !existsSync(file)) return known;
    const bytes = readFileSync(file);
    kept.set(file, bytes);
    return bytes;
  };
  return (path, headers) => {
    const isPage = !FILE_PATH.test(path);
    const name = isPage ? "/index.html" : normalize(path);
    const plain = load(join(folder, name));
    if (!plain) return isPage ? notBuilt() : undefined;
    const encoding = accepted(headers["accept-encoding"] ?? "");
    const packed = encoding && load(join(folder, `${name}.${encoding}`));
    return reply(200, packed || plain, {
      ...fileHeaders(name.slice(1)),
      vary: "accept-encoding",
      ...(packed && { "content-encoding": encoding === "gz" ? "gzip" : encoding! }),
    });
  };
}

/** The console's pages and files; `fallback` answers all other requests. */
export function consoleOr(fallback: HttpHandler, files = consoleFiles()): HttpHandler {
  return async (event, context) => {
    const { method } = event.requestContext.http;
    const isRead = method === "GET" || method === "HEAD";
    const file = isRead ? files(event.rawPath, event.headers) : undefined;
    return file ?? fallback(event, context);
  };
}

const accepted = (encodings: string) =>
  /\bbr\b/.test(encodings) ? "br" : /\bgzip\b/.test(encodings) ? "gz" : undefined;

const notBuilt = (): StaticReply =>
  reply(503, Buffer.from(NOT_BUILT), { "content-type": "text/plain; charset=utf-8" });

const reply = (statusCode: number, body: Buffer, headers: Record<string, string>): StaticReply => ({
  statusCode,
  headers: { ...CONSOLE_HEADERS, ...headers },
  body: body.toString("base64"),
  isBase64Encoded: true,
});
