import { type Api, clientOf } from "./client.ts";

/** The first items of a list, page by page; undefined values of `query` are left out. */
export async function firstItems(
  api: Api,
  path: string,
  query: Record<string, string | undefined>,
  most: number,
): Promise<unknown[]> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given as [string, string][]).toString();
  const items: unknown[] = [];
  for await (const item of clientOf(api).list(text === "" ? path : `${path}?${text}`)) {
    items.push(item);
    if (items.length >= most) break;
  }
  return items;
}
