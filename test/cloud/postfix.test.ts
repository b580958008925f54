import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import type { RelaySettings } from "#shared/adapters/smtp/relay.ts";
import { outgoing } from "#test/contracts/mailer.contract.ts";
import { lacks } from "./machine/lacks.ts";
import { postfix } from "./machine/postfix.ts";

const TLS = join(import.meta.dirname, "../fixtures/tls");
const { fingerprint256 } = new X509Certificate(readFileSync(join(TLS, "certificate.pem")));

describe.skipIf(await lacks("postconf"))("a Postfix with a self-signed certificate", () => {
  let relay: Awaited<ReturnType<typeof postfix>>;
  beforeAll(async () => {
    relay = await postfix(TLS);
  });
  afterAll(() => relay.stop());

  function mailer(settings: Omit<RelaySettings, "url">) {
    const made = new SmtpMailer(`smtp://127.0.0.1:${relay.port}`, settings);
    onTestFinished(() => made.close());
    return made;
  }

  test.each([
    ["as a relay on loopback", {}],
    ["pinned", { tls: `pinned:${fingerprint256}` }],
    ["in plain text, under a name", { tls: "plaintext", name: "mail.example.com" }],
  ])("takes mail %s, and names it", async (_, settings) => {
    const relayed = mailer(settings);
    await relayed.connect(2);
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => relayed.send(outgoing(`m${n}`, { to: `ada${n}@example.com` }))),
    );
    for (const outcome of outcomes) {
      expect(outcome).toEqual({
        kind: "accepted",
        providerId: expect.stringMatching(/^[0-9A-F]+$/),
      });
    }
  });

  test("gets none where a valid certificate is asked for", async () => {
    const outcome = await mailer({ tls: "strict" }).send(outgoing("m1"));
    expect(outcome).toMatchObject({ kind: "refused", retryable: true });
    expect(outcome).toMatchObject({
      reason: expect.stringMatching(/certificate.*DRIPSTACK_SMTP_TLS/),
    });
  });
});
