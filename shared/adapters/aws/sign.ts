import { createHash, createHmac } from "node:crypto";

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
export type Signable = {
  service: string;
  region: string;
  host: string;
  /** `POST` unless given. */
  method?: "GET" | "POST";
  /** Of characters that need no encoding. */
  path: string;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: string;
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/** The headers of a request to an AWS service, signed with Signature Version 4. */
export function sign(call: Signable, credentials: Credentials, now: number) {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = stamp.slice(0, 8);
  const headers: Record<string, string> = {
    ...call.headers,
    host: call.host,
    "x-amz-date": stamp,
    ...(credentials.sessionToken ? { "x-amz-security-token": credentials.sessionToken } : {}),
  };
  const names = Object.keys(headers).toSorted();
  const listed = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join("");
  const canonical = `${call.method ?? "POST"}\n${call.path}\n\n${listed}\n${names.join(";")}\n${sha256(call.body)}`;
  const scope = `${day}/${call.region}/${call.service}/aws4_request`;
  const key = [call.region, call.service, "aws4_request"].reduce(
    (before, part) => hmac(before, part),
    hmac(`AWS4${credentials.secretAccessKey}`, day),
  );
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`);
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature.toString("hex")}`;
  return { ...headers, authorization };
}
