import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Admission } from "#functions/runtime/http/dispatch.ts";
import { SMALL_BODY_BYTES } from "#shared/http/index.ts";
import { closing, tooLarge } from "./http-refusals.ts";

/** Read and dropped beyond the limit, for clients that send everything before they read. */
const MAX_DROPPED_BYTES = 2 * 1024 * 1024;

/**
 * Reads the body of a request, or returns the answer that refuses it. Nothing over 64 KiB is kept
 * before `admit` accepts the request and states its limit. `proceed` answers `Expect:
 * 100-continue`.
 */
export async function readBody(
  request: IncomingMessage,
  admit: () => Promise<Admission>,
  proceed?: () => void,
): Promise<Buffer | APIGatewayProxyStructuredResultV2> {
  const length = Number(request.headers["content-length"] ?? 0);
  let limit = SMALL_BODY_BYTES;
  let refused: APIGatewayProxyStructuredResultV2 | undefined;
  let isAdmitted = false;
  const admitBody = async (size: number) => {
    isAdmitted = true;
    const admitted = await admit();
    if (!("limitBytes" in admitted)) refused = admitted;
    else {
      limit = admitted.limitBytes;
      if (size > limit) refused = tooLarge(limit);
    }
  };

  if (length > SMALL_BODY_BYTES || proceed) await admitBody(length);
  if (refused && (proceed || length > MAX_DROPPED_BYTES)) return closing(refused);
  proceed?.();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit && !isAdmitted) await admitBody(size);
    if (size > limit) refused ??= tooLarge(limit);
    if (!refused) chunks.push(chunk);
    else if (size > MAX_DROPPED_BYTES) break;
    else chunks.length = 0;
  }
  return refused ?? Buffer.concat(chunks);
}
