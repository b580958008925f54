import { once } from "node:events";
import { chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { tempFolder } from "#test/support/temp-folder.ts";
import { run, start } from "./commands.ts";

/** Nothing is delivered: what is accepted is thrown away. */
const MAIN = (folder: string, tls: string) => `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
myhostname = relay.example.test
mydestination = local.example.test
inet_interfaces = loopback-only
smtpd_tls_cert_file = ${tls}/certificate.pem
smtpd_tls_key_file = ${tls}/key.pem
smtpd_tls_security_level = may
local_transport = discard
default_transport = discard
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_restrictions =
maillog_file = /dev/stdout
`;
/** The daemons that take a mail and throw it away; none is locked into a folder of its own. */
const MASTER = (port: number) => `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;

/**
 * A real Postfix on loopback, with the certificate in the folder `tls`. Needs root, as Postfix
 * does.
 */
export async function postfix(tls: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = tempFolder("postfix");
  // Its daemons run as another user.
  chmodSync(folder, 0o755);
  const certificates = join(folder, "tls");
  for (const name of ["conf", "spool", "data"]) mkdirSync(join(folder, name), { mode: 0o755 });
  cpSync(tls, certificates, { recursive: true });
  const owner = Number(await run("id", ["-u", "postfix"]));
  chownSync(join(folder, "data"), owner, 0);
  const port = await freePort();
  writeFileSync(join(folder, "conf", "main.cf"), MAIN(folder, certificates));
  writeFileSync(join(folder, "conf", "master.cf"), MASTER(port));
  const { stop } = await start("postfix", ["-c", join(folder, "conf"), "start-fg"], {
    env: process.env,
    ready: () => answers(port),
    folder,
  });
  return { port, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
  });
