import type { Fault } from "#shared/kernel/errors.ts";
import {
  Conflict,
  Denied,
  InvalidInput,
  NotFound,
  RowConflict,
  TooMany,
  Unavailable,
} from "#shared/kernel/errors.ts";
import { HttpError } from "./http-error.ts";
import type { Reply } from "./route.ts";

const KINDS: Record<number, [kind: string, title: string]> = {
  400: ["bad-request", "The request could not be read"],
  401: ["unauthorized", "A valid API key is needed"],
  403: ["forbidden", "This key may not do that"],
  404: ["not-found", "Not found"],
  405: ["method-not-allowed", "This path does not take this method"],
  408: ["timeout", "The request took too long"],
  409: ["conflict", "The request does not fit the current state"],
  412: ["precondition-failed", "It was changed by another request"],
  413: ["too-large", "The body is too large"],
  415: ["unsupported-media-type", "The body must be JSON"],
  417: ["expectation-failed", "This Expect header is not supported"],
  422: ["invalid", "The input is not valid"],
  429: ["too-many", "Too many requests"],
  431: ["headers-too-large", "The headers are too large"],
  500: ["internal", "Our fault"],
  503: ["unavailable", "Temporarily unavailable: send it again soon"],
};
/** A throttled or restarting store is usually back by then. */
const RETRY_AFTER_SECONDS = 2;

type Answer = { status: number; detail?: string; faults?: Fault[]; headers?: Reply["headers"] };

/** The response to a failed request, as RFC 9457 problem details; unknown errors reveal nothing. */
export function problemOf(error: unknown, requestId: string): Reply {
  const { status, detail, faults = [], headers } = answerTo(error);
  const [kind, title] = KINDS[status]!;
  const body = {
    type: `urn:dripstack:${kind}`,
    title,
    status,
    detail: detail ?? title,
    requestId,
    errors: faults,
  };
  return { status, body, headers: { ...headers, "content-type": "application/problem+json" } };
}

function answerTo(error: unknown): Answer {
  if (error instanceof HttpError) {
    return { status: error.status, detail: error.message, headers: error.headers };
  }
  if (error instanceof InvalidInput) {
    const { message: detail, faults } = error;
    return {
      status: 422,
      detail,
      faults: faults.length > 0 ? faults : [{ path: "", message: detail }],
    };
  }
  if (error instanceof NotFound) return { status: 404, detail: error.message };
  if (error instanceof RowConflict) {
    return { status: 409, detail: "another request changed this at the same time: send it again" };
  }
  if (error instanceof Conflict) {
    return { status: 409, detail: error.message, faults: error.faults };
  }
  if (error instanceof Denied && error.known) return { status: 403, detail: error.message };
  if (error instanceof Denied) {
    return { status: 401, detail: error.message, headers: { "www-authenticate": "Bearer" } };
  }
  if (error instanceof TooMany) {
    return { status: 429, detail: error.message, headers: retryAfter(error.retryAfterSeconds) };
  }
  if (error instanceof Unavailable) {
    return { status: 503, headers: retryAfter(RETRY_AFTER_SECONDS) };
  }
  return {
    status: 500,
    detail: "Dripstack failed; nothing in your request caused it: its log says why",
  };
}

export const retryAfter = (seconds: number) => ({ "retry-after": String(Math.ceil(seconds)) });
