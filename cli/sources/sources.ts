import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

type Options = Api & { json?: true };

const Secret = z.object({ id: z.string(), createdAt: z.string() });
const Source = z.object({ id: z.string(), url: z.string(), secrets: z.array(Secret) });
const Sources = z.object({ items: z.array(Source) });
const Shown = z.object({
  ...Source.shape,
  secret: z.nullable(z.string()),
  secrets: z.array(z.object({ ...Secret.shape, secret: z.nullable(z.string()) })),
});

const pathOf = (id: string, more = "") => `/v1/sources/${encodeURIComponent(id)}${more}`;

export async function createSource(io: CliIo, id: string, { json, ...api }: Options) {
  printSecret(io, await clientOf(api).post("/v1/sources", { id }), json);
}

export async function rotateSource(io: CliIo, id: string, { json, ...api }: Options) {
  const answer = await clientOf(api).post(pathOf(id, "/rotate"));
  printSecret(io, answer, json);
  const old = Shown.parse(answer)
    .secrets.slice(0, -1)
    .find(({ secret }) => secret !== null);
  io.err(
    old
      ? `The previous secret stays valid until \`npx dripstack sources revoke ${id} ${old.id}\`.\n`
      : "No previous secret is valid: the key that it followed from was revoked.\n",
  );
}

/** Prints the URL that the source posts to, and its secret. */
function printSecret(io: CliIo, answer: unknown, json?: true): void {
  const { id, url, secret } = Shown.parse(answer);
  io.err(`The address of the source ${id}, then its secret:\n`);
  io.out(json ? `${JSON.stringify(answer)}\n` : `${url}\n${secret}\n`);
}

/** Prints a line per source: its name, then each secret's id and creation. */
export async function listSources(io: CliIo, { json, ...api }: Options): Promise<void> {
  const { items } = Sources.parse(await clientOf(api).get("/v1/sources"));
  if (json) return io.out(`${JSON.stringify(items)}\n`);
  if (items.length === 0)
    io.err("There are no sources: `npx dripstack sources create` makes one.\n");
  for (const { id, secrets } of items) {
    io.out(`${[id, ...secrets.map((one) => `${one.id} ${one.createdAt}`)].join("  ")}\n`);
  }
}

export async function revokeSecret(io: CliIo, id: string, secret: string, api: Options) {
  await clientOf(api).delete(pathOf(id, `/secrets/${encodeURIComponent(secret)}`));
  io.err(`What is signed with ${secret} is refused.\n`);
}

export async function deleteSource(io: CliIo, id: string, api: Options): Promise<void> {
  await clientOf(api).delete(pathOf(id));
  io.err(`What is posted to /hooks/${id} is refused.\n`);
}
