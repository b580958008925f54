// Loaded into every function: moves `Date` ahead by the milliseconds in the file that CLOCK_FILE names.
const { readFileSync } = require("node:fs");

const real = Date;
/** Milliseconds of real time after which the file is read again. */
const KEPT_MS = 200;
let shift = 0;
let readAt = 0;

function ahead() {
  const now = real.now();
  if (now - readAt > KEPT_MS) {
    readAt = now;
    try {
      shift = Number(readFileSync(process.env.CLOCK_FILE, "utf8")) || 0;
    } catch {
      shift = 0;
    }
  }
  return now + shift;
}

globalThis.Date = new Proxy(real, {
  construct: (_, args, as) => Reflect.construct(real, args.length === 0 ? [ahead()] : args, as),
  get: (_, name) => (name === "now" ? ahead : Reflect.get(real, name)),
});
