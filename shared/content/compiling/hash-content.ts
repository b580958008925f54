import { createHash } from "node:crypto";

/** SHA-256 of content as JSON, in base64url: 43 characters. */
export const hashContent = (content: object): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("base64url");
