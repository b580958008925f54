import { type Command, Option } from "commander";
import * as z from "zod/mini";
import { REVOCABLE, SECRETS, type SecretName } from "#shared/ports/secrets.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { withApi, withIds } from "../options.ts";
import { type Options, openRings } from "./rings.ts";

const WHERE = `
One process: --url and --key, or the variables. On AWS: --stack, with the rights cloudformation:DescribeStacks,
ssm:GetParameters and, but for the list, ssm:PutParameter.`;

/** Adds the `secrets` commands to `program`. */
export function secretCommands(program: Command, io: CliIo): void {
  const secrets = program
    .command("secrets")
    .description("Secrets and their keys: list, rotate, revoke, rehash");
  const add = (command: Command) =>
    withApi(command)
      .addOption(new Option("--stack <name>", "name of the CloudFormation stack, on AWS"))
      .option("--region <region>", "AWS region (default: AWS_REGION, or the profile's)")
      .option("--profile <profile>", "profile of AWS's config files (default: AWS_PROFILE)")
      .addHelpText("after", WHERE);
  add(secrets.command("list"))
    .description("Lists the keys of each secret by their ids; * marks the one that signs.")
    .option("--json", "print an array")
    .action(async ({ json, ...options }: Options & { json?: true }) => {
      const rings = await (await openRings(io, options)).list();
      if (json) return io.out(`${JSON.stringify(rings)}\n`);
      for (const { secret, keys } of rings) {
        for (const { id, from, current } of keys) {
          io.out(`${secret}  ${id}${current ? " *" : ""}${from ? `  from ${from}` : ""}\n`);
        }
      }
    });
  add(secrets.command("rotate"))
    .description("Adds a key, which signs from now on. What other keys signed stays valid.")
    .argument("<secret>", `one of ${SECRETS.join(", ")}`)
    .action(async (secret: SecretName, options: Options) => {
      const { keys } = await (await openRings(io, options)).rotate(secret);
      const { id, from } = keys.at(-1)!;
      io.out(`${id}\n`);
      const backup = options.stack === undefined ? DATA_FOLDER : "Put the secret into your backup.";
      io.err(`${secret}: the key ${id} signs from ${from}. ${backup}\n`);
      io.err(NEXT[secret] ?? "");
    });
  withIds(add(secrets.command("revoke")))
    .description("Revokes a key: what it signed is no longer valid, links in sent mails included.")
    .argument("<secret>", `one of ${REVOCABLE.join(", ")}`)
    .argument("<id>", "as `secrets list` shows it")
    .action(async (secret: SecretName, id: string, options: Options) => {
      const remark = await (await openRings(io, options)).revoke(secret, id);
      io.err(`${secret}: the key ${id} is revoked${remark}.\n`);
    });
  withApi(secrets.command("rehash"))
    .description("Starts a job that stores addresses under the newest key of `lookup`.")
    .action(async (api: Api) => {
      const job = Job.parse(await clientOf(api).post("/v1/lookup/rehash"));
      io.out(`${job.id}\n`);
      io.err(
        `GET /v1/jobs/${job.id} shows its progress; when it is done, older keys reveal nothing.\n`,
      );
    });
}

const DATA_FOLDER = "The data folder holds the secret: back it up again.";

const Job = z.object({ id: z.string() });

/** What remains to do after a rotation. */
const NEXT: Partial<Record<SecretName, string>> = {
  requests:
    "Requests of steps bear both signatures; GET /v1/webhook-secret shows both secrets to receivers.\n",
  lookup:
    "From then on `npx dripstack secrets rehash` stores addresses under it: until that is done the others tell of them.\n",
  sources: "Secrets of sources follow the key that they were made with: rotate each source.\n",
};
