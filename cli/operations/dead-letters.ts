import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { type ListOptions, printList } from "../print-list.ts";

type Options = Api & { json?: true };

const Letter = z.object({
  id: z.string(),
  queue: z.string(),
  redriven: z.number(),
  sentAt: z.string(),
  error: z.nullable(z.string()),
  failedAt: z.nullable(z.string()),
});
const Redriven = z.object({ redriven: z.number(), stuck: z.number() });

const pathOf = (id: string, more = "") => `/v1/dead-letters/${encodeURIComponent(id)}${more}`;

/** Prints a line per dead letter: id, queue, since when, last failure and its reason. */
export const listLetters = (io: CliIo, list: ListOptions) =>
  printList(io, list, {
    path: "/v1/dead-letters",
    item: Letter,
    parts: ({ id, queue, sentAt, failedAt, error, redriven }) => [
      ...[id, queue, sentAt],
      ...(redriven > 0 ? [`put back ${redriven} times`] : []),
      failedAt === null ? "ended from outside" : `failed ${failedAt}  ${error}`,
    ],
  });

/** @throws InvalidInput unless `all` is given */
export async function redriveAll(io: CliIo, all: boolean, options: Options): Promise<void> {
  if (!all) throw new InvalidInput("name a dead letter by its id, or say --all");
  print(io, options, await clientOf(options).post(pathOf("redrive")));
}

/** @throws InvalidInput with `all` */
export async function redriveOne(
  io: CliIo,
  id: string,
  all: boolean,
  options: Options,
): Promise<void> {
  if (all) throw new InvalidInput("either an id or --all, not both");
  print(io, options, await clientOf(options).post(pathOf(id, "/redrive")));
}

export async function dropLetter(io: CliIo, id: string, api: Api): Promise<void> {
  await clientOf(api).delete(pathOf(id));
  io.err(`The dead letter ${id} is gone: its work is not done.\n`);
}

function print(io: CliIo, { json }: Options, answer: unknown): void {
  const { redriven, stuck } = Redriven.parse(answer);
  const rest = stuck > 0 ? `, ${stuck} could not be` : "";
  io.out(json ? `${JSON.stringify({ redriven, stuck })}\n` : `${redriven} put back${rest}.\n`);
}
