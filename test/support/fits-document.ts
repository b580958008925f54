import { expect } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { matcher } from "#shared/http/match.ts";

const match = matcher(routes);

/** Whether an answer is, field by field, what the document says of its route. */
export function expectDocumented(method: string, url: string, status: number, body: unknown): void {
  if (status < 200 || status > 299 || body === undefined) return;
  const { route } = match(method, url.split("?")[0]!);
  if (!route.response) return;
  const read = route.response.safeParse(body);
  expect(
    read.error?.issues,
    `${method} ${route.path} answers other than documented`,
  ).toBeUndefined();
  expect(read.data, `${method} ${route.path} answers more than documented`).toEqual(body);
}
