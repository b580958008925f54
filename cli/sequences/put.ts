import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { Findings, printFindings } from "./findings.ts";
import { loadDefinition } from "./load.ts";

type Options = Api & { publish?: true };

const Linted = z.object({ findings: Findings });
const Published = z.object({ version: z.int(), warnings: Findings });

/** Saves the sequence in a file as a draft, publishes it if asked, and prints lint findings. */
export async function put(
  io: CliIo,
  id: string,
  file: string,
  { publish, ...api }: Options,
): Promise<void> {
  const path = `/v1/sequences/${encodeURIComponent(id)}`;
  await clientOf(api).put(path, await loadDefinition(file));
  io.err(`Saved ${file} as the draft of ${id}.\n`);
  if (!publish) {
    printFindings(io, Linted.parse(await clientOf(api).get(`${path}/lint`)).findings);
    return;
  }
  const { version, warnings } = Published.parse(await clientOf(api).post(`${path}/publish`));
  printFindings(io, warnings);
  io.err(`Published as version ${version}: new runs follow it.\n`);
}
