import { createHash } from "node:crypto";
import type { CallService } from "#shared/adapters/aws/service-call.ts";

const TIMEOUT_MS = 10_000;

/** What the upload does with a bucket. */
export type Bucket = {
  put: (name: string, bytes: Uint8Array, headers: Record<string, string>) => Promise<void>;
  /** Removing what is not there succeeds. */
  remove: (name: string) => Promise<void>;
  /** Up to a thousand names. */
  list: () => Promise<string[]>;
};

/**
 * A bucket by three calls of S3. Its names need no encoding: they are those of built files.
 * @throws Defect when S3 refuses, Unavailable when it does not answer
 */
export function s3Bucket(call: CallService<string | Uint8Array>, bucket: string): Bucket {
  const ask = async (
    method: "GET" | "PUT" | "DELETE",
    path: string,
    body: Uint8Array | string = "",
    headers: Record<string, string> = {},
  ) => {
    const sum = createHash("sha256").update(body).digest("hex");
    const signed = { ...headers, "x-amz-content-sha256": sum };
    const asked = { method, path, headers: signed, body, timeoutMs: TIMEOUT_MS };
    return (await call({ service: "s3", ...asked })).text;
  };
  return {
    put: async (name, bytes, headers) =>
      void (await ask("PUT", `/${bucket}/${name}`, bytes, headers)),
    remove: async (name) => void (await ask("DELETE", `/${bucket}/${name}`)),
    list: async () => {
      const xml = await ask("GET", `/${bucket}`);
      return [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => name!);
    },
  };
}
