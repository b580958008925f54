import { mkdir, readFile } from "node:fs/promises";
import { request } from "node:https";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { tempFolder } from "#test/support/temp-folder.ts";
import { start } from "./commands.ts";
import { miniStack } from "./tools.ts";

export const REGION = "us-east-1";
const CLOCK_SHIFT = fileURLToPath(new URL("shift-clock.cjs", import.meta.url));

export type MiniStack = {
  url: string;
  /**
   * For commands and clients: where AWS is, who we are, what they may trust; nothing of the
   * machine's own account.
   */
  env: Record<string, string>;
  /**
   * Everything of this run; the file `clock` holds by how many milliseconds functions are ahead.
   */
  folder: string;
  stop: () => Promise<void>;
};

/**
 * AWS on this machine, with signatures and rights enforced, and functions run by the Node that runs
 * this. Mail goes to `sesUrl` where it is given. This process trusts its certificate from now on.
 */
export async function startMiniStack(sesUrl?: string): Promise<MiniStack> {
  const packages = await miniStack();
  const folder = tempFolder("cloud");
  await Promise.all(["home", "tmp"].map((name) => mkdir(join(folder, name))));
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const { stop } = await start("python3", ["-m", "ministack"], {
    env: {
      HOME: join(folder, "home"),
      TMPDIR: join(folder, "tmp"),
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      PYTHONPATH: packages,
      BIND_HOST: "127.0.0.1",
      MINISTACK_HOST: "localhost",
      GATEWAY_PORT: String(port),
      SFTP_ENABLED: "0",
      IOT_MTLS_ENABLED: "0",
      STATE_DIR: join(folder, "state"),
      S3_DATA_DIR: join(folder, "s3"),
      USE_SSL: "1",
      AUTH: "true",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      ...(sesUrl && { AWS_ENDPOINT_URL_SESV2: sesUrl }),
      // What it is given, the functions inherit.
      NODE_OPTIONS: `--require ${CLOCK_SHIFT}`,
      CLOCK_FILE: join(folder, "clock"),
    },
    ready: () => answers(port),
    folder,
  });
  const certificate = join(folder, "tmp", "ministack-tls", "server.crt");
  setDefaultCACertificates([...getCACertificates("default"), await readFile(certificate, "utf8")]);
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    NODE_EXTRA_CA_CERTS: certificate,
    AWS_CA_BUNDLE: certificate,
  };
  Object.assign(process.env, env);
  return { url, env, folder, stop };
}

/** Its certificate is not known before it has started. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const path = "/_ministack/health";
    request({ host: "127.0.0.1", port, path, rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .on("error", () => resolve(false))
      .end();
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
