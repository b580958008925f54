import { render } from "#shared/content/rendering/index.ts";
import type { RenderRequest } from "#shared/ports/renderer.ts";
import { makeRequests } from "./mail-requests.ts";
import type { Measurement } from "./row.ts";

const MAILS = { render_mime: 8_000, render_mime_plain: 40_000 };
const BATCH = 100;

/**
 * From a request, its links signed, to the bytes of a finished mail, per CPU-second of the whole
 * process and once warm: 18 KB of compiled HTML with 8 outputs and 8 links, a text part derived
 * from it with the same, for 100 people. `render_mime` also has a loop of 3 items and an `if`, so
 * that it goes through Liquid. Not in it: the compiling, the signing (the engine's, before) and the
 * way to the renderer's process.
 */
export const renderRow: Measurement = {
  units: { render_mime: "mails/CPU-s", render_mime_plain: "mails/CPU-s" },
  measure: async () => ({
    render_mime: await rate(await makeRequests("tags", BATCH), MAILS.render_mime),
    render_mime_plain: await rate(await makeRequests("plain", BATCH), MAILS.render_mime_plain),
  }),
};

async function rate(requests: RenderRequest[], mails: number): Promise<number> {
  await renderAll(requests, mails / 4);
  const before = process.cpuUsage();
  await renderAll(requests, mails);
  const { user, system } = process.cpuUsage(before);
  return (mails * 1e6) / (user + system);
}

async function renderAll(requests: RenderRequest[], mails: number): Promise<void> {
  for (let done = 0; done < mails; done += requests.length) {
    for (const result of await render(requests)) if (!result.ok) throw new Error(result.reason);
  }
}
