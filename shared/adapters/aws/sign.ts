import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
export type Method = "GET" | "POST" | "PUT" | "DELETE";
type Signable = {
  service: string;
  region: string;
  host: string;
  method: Method;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
};

/** The headers of an AWS request, signed with Signature Version 4 at `now`. */
export async function sign(
  { service, region, host, headers, ...request }: Signable,
  credentials: Credentials,
  now: number,
): Promise<Record<string, string>> {
  const sha256 = Hash.bind(null, "sha256");
  const signer = new SignatureV4({ service, region, credentials, sha256, applyChecksum: false });
  const signed = await signer.sign(
    { ...request, protocol: "https:", hostname: host, headers: { ...headers, host } },
    { signingDate: new Date(now) },
  );
  return signed.headers;
}
