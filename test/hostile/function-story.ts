import { LambdaRenderer } from "#shared/adapters/aws/lambda/renderer.ts";
import type { CompiledTemplate, RenderRequest } from "#shared/ports/renderer.ts";
import { HOSTILE, HOSTILE_DATA } from "#test/content/hostile.ts";
import { bundle } from "#test/support/bundle.ts";
import { HEAD } from "#test/support/mail-head.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { DEADLY } from "./deadly.ts";
import { lambdaProcess } from "./lambda-process.ts";

/**
 * What Lambda leaves of the function's 1,024 MB to the heap; and so little that honest work ends
 * it.
 */
const HEAPS_MB = { deployed: 900, small: 40 };

const template = (hash: string, text: string): CompiledTemplate => ({
  hash,
  subject: "s",
  html: "<p>h</p>",
  text,
  links: [],
  variables: [],
});
const requestFor = (made: CompiledTemplate): RenderRequest => ({
  template: made,
  data: HOSTILE_DATA,
  linkUrls: [],
  head: HEAD,
});

/** How many mails of each kind were rendered, among others of each that were not to be. */
export async function functionStory() {
  const folder = tempFolder();
  const file = await bundle("render", folder);
  const stories = [];
  for (const [place, heapMb] of Object.entries(HEAPS_MB)) {
    const hostile = {
      ...HOSTILE,
      ...(place === "small" ? DEADLY : { "without end": DEADLY["without end"]! }),
    };
    const runtime = lambdaProcess(file, { heapMb, timeoutMs: 5_000 });
    const renderer = new LambdaRenderer(runtime.call, "render");
    const requests = Object.entries(hostile).flatMap(([name, liquid]) => [
      requestFor(template(`good before ${name}`, "{{ event.many }}")),
      requestFor(template(name, liquid)),
    ]);
    const results = await renderer.render(requests);
    runtime.stop();
    stories.push({
      place: `render function, ${heapMb} MB`,
      good: results.filter(({ ok }, i) => ok && i % 2 === 0).length,
      ofGood: requests.length / 2,
      stopped: results.filter(({ ok }, i) => !ok && i % 2 === 1).length,
      ofHostile: requests.length / 2,
      ends: runtime.ends(),
    });
  }
  return stories;
}
