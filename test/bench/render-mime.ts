import { readFileSync } from "node:fs";
import { compile, render } from "#shared/content/index.ts";
import type { Measurement } from "./row.ts";

const MAILS = 3_000;
const BATCH = 10;

const mjml = readFileSync(
  new URL("../../examples/welcome/welcome-hello.mjml", import.meta.url),
  "utf8",
);

/** The sample's welcome mail, rendered and composed, per CPU-second. */
export const renderRow: Measurement = {
  units: { render_mime: "mails/CPU-s" },
  measure: async () => {
    const compiled = await compile({ subject: "Hello {{ contact.first_name }}", mjml });
    if (!compiled.ok) throw new Error("the sample does not compile");
    const { template } = compiled;
    const url = "https://mail.example.com/u/token";
    const data = {
      contact: { first_name: "Ada" },
      unsubscribe_url: url,
      postal_address: "1 Street",
    };
    const request = {
      template,
      data,
      linkUrls: template.links.map((_, i) => `https://x.example/c/${i}`),
      head: {
        messageId: "c_0mm94mtc0mwnnqxf0_mm94mtc0_LO8WQ9SGSAKHJsvQ",
        from: { name: "Bench", email: "bench@example.com" },
        to: { email: "ada@example.com" },
        date: 1_772_452_800_000,
        class: "marketing" as const,
        unsubscribeUrl: url,
      },
    };
    const before = process.cpuUsage();
    for (let done = 0; done < MAILS; done += BATCH) {
      for (const result of await render(Array.from({ length: BATCH }, () => request))) {
        if (!result.ok) throw new Error(result.reason);
      }
    }
    const { user, system } = process.cpuUsage(before);
    return { render_mime: (MAILS * 1e6) / (user + system) };
  },
};
