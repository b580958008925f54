import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { Findings, printFindings } from "./findings.ts";
import { loadDefinition } from "./load.ts";

type Options = Api & { publish?: true };

const Linted = z.object({ findings: Findings });
const Published = z.object({ version: z.int(), warnings: Findings });

/**
 * Makes the sequence in a file the draft of a sequence, and publishes that if it is asked to;
 * prints what lint says of it.
 */
export async function put(
  desk: CliIo,
  id: string,
  file: string,
  { publish, ...api }: Options,
): Promise<void> {
  const path = `/v1/sequences/${encodeURIComponent(id)}`;
  await clientOf(api).put(path, await loadDefinition(file));
  desk.tell(`${file} is the draft of ${id}.\n`);
  if (!publish) {
    printFindings(desk, Linted.parse(await clientOf(api).get(`${path}/lint`)).findings);
    return;
  }
  const { version, warnings } = Published.parse(await clientOf(api).post(`${path}/publish`));
  printFindings(desk, warnings);
  desk.tell(`Published as version ${version}: new runs follow it.\n`);
}
