import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Admission } from "#functions/runtime/http/dispatch.ts";
import { SMALL_BODY_BYTES } from "#shared/http/index.ts";
import { closing, tooLarge } from "./http-refusals.ts";

/** So much more is read and dropped, for a client that reads no answer before it has sent all. */
const MAX_DROPPED_BYTES = 2 * 1024 * 1024;

/**
 * The body of a request, or the answer that it gets instead. A small one is read as it comes; of a
 * larger one nothing more is kept before `admit` says that its request would be taken, and how long
 * it may be. `proceed` lets a client go on that waits for that.
 */
export async function readBody(
  request: IncomingMessage,
  admit: () => Promise<Admission>,
  proceed?: () => void,
): Promise<Buffer | APIGatewayProxyStructuredResultV2> {
  const length = Number(request.headers["content-length"] ?? 0);
  let limit = SMALL_BODY_BYTES;
  let refused: APIGatewayProxyStructuredResultV2 | undefined;
  let isJudged = false;
  const judge = async (size: number) => {
    isJudged = true;
    const admitted = await admit();
    if (!("limitBytes" in admitted)) refused = admitted;
    else {
      limit = admitted.limitBytes;
      if (size > limit) refused = tooLarge(limit);
    }
  };

  if (length > SMALL_BODY_BYTES || proceed) await judge(length);
  if (refused && (proceed || length > MAX_DROPPED_BYTES)) return closing(refused);
  proceed?.();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit && !isJudged) await judge(size);
    if (size > limit) refused ??= tooLarge(limit);
    if (!refused) chunks.push(chunk);
    else if (size > MAX_DROPPED_BYTES) break;
    else chunks.length = 0;
  }
  return refused ?? Buffer.concat(chunks);
}
