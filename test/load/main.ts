import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { readOptions, wholeNumber } from "#test/support/options.ts";
import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { asRound, fire, type Report } from "./cannon.ts";
import { gatherLinks } from "./gather-links.ts";

const options = readOptions({
  seconds: { type: "string", default: "15" },
  connections: { type: "string", default: "50" },
  pipelining: { type: "string", default: "1" },
});
const seconds = wholeNumber("seconds", options.seconds);
const connections = wholeNumber("connections", options.connections);
const pipelining = wholeNumber("pipelining", options.pipelining);

const KEY = "load-admin-key-0123456789";
const READERS = 200;
/**
 * Well within what the one process can do: the question is how long it takes them, not how many it
 * bears.
 */
const PER_SECOND = { unsubscribe: 40, events: 100 };
const CLIENTS = 5;
/** Before it counts: a client that is just started is slow by itself. */
const WARM_UP = ["-W", "[", "-c", "1", "-d", "3", "]"];
/** What is cheapest for the caller, and needs no key. */
const ABUSED = ["/c/junk", "/u/junk", "/v1/health", "/v1/openapi.json"];

const folder = tempFolder();
const program = await Program.start(folder, { DRIPSTACK_ADMIN_KEY: KEY });
const { url, pid } = program.ready;
try {
  const links = await gatherLinks(program, READERS);
  const unsubscribe = asRound(
    join(folder, "unsubscribe.har"),
    links.map((link) => ({ method: "POST", url: link, headers: {} })),
  );
  const events = asRound(
    join(folder, "events.har"),
    Array.from({ length: READERS }, (_, n) => ({
      method: "POST",
      url: `${url}/v1/events`,
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ events: [{ email: `buyer-${n}@example.com`, name: "order_placed" }] }),
    })),
  );
  const ask = (round: string[], perSecond: number) =>
    fire(url, seconds, [...WARM_UP, "-c", String(CLIENTS), "-R", String(perSecond), ...round]);
  const abuse = (path: string) =>
    fire(url + path, seconds + 3, ["-c", String(connections), "-p", String(pipelining)]);

  const [cpu] = cpus();
  say(
    `${cpus().length} x ${cpu?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  say(`${ABUSED.length} abusive clients with ${connections} connections each, ${pipelining} deep`);
  for (const name of ["quiet", "abused"] as const) {
    const before = cpuSeconds(pid);
    const flood = name === "abused" ? Promise.all(ABUSED.map(abuse)) : Promise.resolve([]);
    const [left, told, floods] = await Promise.all([
      ask(unsubscribe, PER_SECOND.unsubscribe),
      ask(events, PER_SECOND.events),
      flood,
    ]);
    tell(`${name}: POST /u`, left);
    tell(`${name}: POST /v1/events`, told);
    for (const [n, report] of floods.entries()) tell(`abuse: ${ABUSED[n]}`, report);
    const used = (cpuSeconds(pid) - before) / seconds;
    print({ name: `${name}: cpu of the process`, value: round(used), unit: "cores" });
    print({ name: `${name}: memory`, ...memoryOf(pid), unit: "MB" });
  }
} finally {
  await program.end("SIGKILL");
}

function tell(name: string, { latency, requests, errors, timeouts, non2xx }: Report): void {
  const { p50, p99, max } = latency;
  print({ name, p50, p99, max, unit: "ms", requests: requests.total, non2xx, errors, timeouts });
}

/** Of the process since its start, in hundredths: Linux counts them so. */
function cpuSeconds(process: number): number {
  const fields = readFileSync(`/proc/${process}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What the process holds now, and held at most. */
function memoryOf(process: number) {
  const status = readFileSync(`/proc/${process}/status`, "utf8");
  const of = (field: string) =>
    Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { value: of("VmRSS"), most: of("VmHWM") };
}

function print(row: object): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
