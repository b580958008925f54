import { randomBytes } from "node:crypto";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { deployedSecrets } from "#shared/adapters/aws/ssm/secrets.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { secretsContract } from "#test/contracts/secrets.contract.ts";
import { lacks } from "../machine/lacks.ts";
import { freePort, type MiniStack, startMiniStack } from "../machine/ministack.ts";

const PREFIX = "/Dripstack/";

describe.skipIf(await lacks("python3", "openssl"))("secrets in SSM", () => {
  let emulator: MiniStack | undefined;
  const open = (prefix: string, env: NodeJS.ProcessEnv = process.env) =>
    deployedSecrets(serviceCaller(env, systemClock), {
      signing: `${prefix}signing`,
      lookup: `${prefix}lookup`,
    });
  const put = (Name: string, Value: string) =>
    new SSMClient().send(new PutParameterCommand({ Name, Value, Type: "SecureString" }));
  const secret = () => randomBytes(32).toString("base64");

  beforeAll(async () => {
    emulator = await startMiniStack();
  });
  afterAll(() => emulator?.stop());

  secretsContract("SSM", async () => {
    await put(`${PREFIX}signing`, secret());
    await put(`${PREFIX}lookup`, secret());
    return async () => open(PREFIX);
  });

  test("a secret that is not there, or not as we made it, is a defect that names it", async () => {
    await put("/Half/signing", secret());
    await expect(open("/Half/").get("signing")).rejects.toThrow(Defect);
    await expect(open("/Half/").get("signing")).rejects.toThrow("/Half/lookup");
    await put("/Half/lookup", "a word");
    await expect(open("/Half/").get("signing")).rejects.toThrow("/Half/lookup");
  });

  test("one that was mended is read without a new process", async () => {
    const secrets = open("/Mended/");
    await put("/Mended/signing", secret());
    await expect(secrets.get("signing")).rejects.toThrow("/Mended/lookup");
    const lookup = secret();
    await put("/Mended/lookup", lookup);
    expect(Buffer.from(await secrets.get("lookup")).toString("base64")).toBe(lookup);
  });

  test("an SSM that does not answer is unavailable", async () => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await freePort()}`;
    const secrets = open(PREFIX, { ...process.env, AWS_ENDPOINT_URL });
    await expect(secrets.get("signing")).rejects.toThrow(Unavailable);
  });
});
