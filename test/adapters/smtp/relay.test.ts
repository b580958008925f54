import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { parseRelay, type RelaySettings } from "#shared/adapters/smtp/relay.ts";
import { outgoing } from "#test/contracts/mailer.contract.ts";
import { type SinkOptions, SmtpSink } from "#test/support/smtp-sink.ts";
import { waitFor } from "#test/support/wait-for.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/tls");
const tls = {
  key: readFileSync(join(FOLDER, "key.pem"), "utf8"),
  cert: readFileSync(join(FOLDER, "certificate.pem"), "utf8"),
};
const { fingerprint256 } = new X509Certificate(tls.cert);
const OTHER = "00".repeat(32);
const REFUSED = { kind: "refused", retryable: true };

async function sinkFor(
  options: SinkOptions,
  settings: Omit<RelaySettings, "url"> = {},
  host = "127.0.0.1",
  user = "",
) {
  const sink = new SmtpSink(options);
  const mailer = new SmtpMailer(`smtp://${user}${host}:${await sink.listen()}`, settings);
  onTestFinished(async () => {
    sink.hangUp();
    await mailer.close();
    await sink.close();
  });
  return { sink, mailer };
}

/** A name of this machine that is not one of the loopback's. */
const ELSEWHERE = "0.0.0.0";

test("a relay of this machine is used with its self-signed certificate", async () => {
  const { mailer } = await sinkFor({ tls });
  expect((await mailer.send(outgoing("m1"))).kind).toBe("accepted");
});

test.each([
  ["strict", "127.0.0.1"],
  [undefined, ELSEWHERE],
  [`pinned:${OTHER}`, "127.0.0.1"],
  [`pinned:${OTHER}`, ELSEWHERE],
])(
  "with TLS %s at %s a self-signed certificate gets no mail and no password",
  async (word, host) => {
    const settings = word === undefined ? {} : { tls: word };
    const { sink, mailer } = await sinkFor({ tls, login: "us:pass" }, settings, host, "us:pass@");
    expect(await mailer.send(outgoing("m1"))).toMatchObject(REFUSED);
    expect(sink.signIns).toBe(0);
  },
);

test.each([fingerprint256, fingerprint256.toLowerCase().replaceAll(":", "")])(
  "a certificate that is pinned is trusted: %s",
  async (fingerprint) => {
    const { mailer } = await sinkFor(
      { tls, login: "us:pass" },
      { tls: `pinned:${fingerprint}` },
      ELSEWHERE,
      "us:pass@",
    );
    expect((await mailer.send(outgoing("m1"))).kind).toBe("accepted");
  },
);

test("a relay elsewhere without TLS gets mail only by an explicit word", async () => {
  const silent = await sinkFor({}, {}, ELSEWHERE);
  expect(await silent.mailer.send(outgoing("m1"))).toMatchObject(REFUSED);
  const explicit = await sinkFor({}, { tls: "plaintext" }, ELSEWHERE);
  expect((await explicit.mailer.send(outgoing("m1"))).kind).toBe("accepted");
});

test.each([
  ["off", "smtp://192.0.2.1", /loopback/],
  ["plaintext", "smtp://us:pass@192.0.2.1", /password/],
  ["plaintext", "smtps://192.0.2.1", /smtps/],
  ["pinned:1234", "smtp://192.0.2.1", /fingerprint/],
  ["loose", "smtp://127.0.0.1", /strict/],
])("%s does not go with %s", (word, url, message) => {
  expect(() => parseRelay({ url, tls: word })).toThrow(message);
});

test("we call ourselves what the settings say", async () => {
  const { sink, mailer } = await sinkFor({}, { name: "mail.example.com" });
  await mailer.send(outgoing("m1"));
  expect(sink.greeted).toEqual(["mail.example.com"]);
});

test("users and passwords of any characters arrive when they are percent-encoded", () => {
  const text = fc.string({ unit: "binary", minLength: 1 });
  fc.assert(
    fc.property(text, text, (user, pass) => {
      const url = `smtp://${encodeURIComponent(user)}:${encodeURIComponent(pass)}@relay.example.com`;
      const relay = parseRelay({ url });
      expect(relay.auth).toEqual({ user, pass });
      expect(relay.options.host).toBe("relay.example.com");
    }),
  );
});

test.each(["100%sure", "pa/ss", "12/34", "p#ss", "12#34", "p?ss", "12?34", "%zz"])(
  "a password %j as it is asks no other host: the error names percent-encoding, and not the password",
  (password) => {
    for (const url of [
      `smtp://me:${password}@relay.example.com`,
      `smtp://${password}@relay.example.com`,
    ]) {
      const read = () => parseRelay({ url });
      expect(read).toThrow(/%25.*%2F.*%23.*percent-encoding/);
      expect(read).not.toThrow(password);
    }
  },
);

test("an @ in a password needs no care", () => {
  const { auth, options } = parseRelay({ url: "smtp://me:p@ss@relay.example.com" });
  expect([auth, options.host]).toEqual([{ user: "me", pass: "p@ss" }, "relay.example.com"]);
});

test("XOAUTH2 signs in by a token that is renewed when the relay refuses it", async () => {
  let issued = 0;
  const asked: string[] = [];
  const issuer = createServer((request, response) => {
    request.on("data", (chunk) => asked.push(String(chunk)));
    request.on("end", () => {
      issued += 1;
      response.end(JSON.stringify({ access_token: `token-${issued}`, expires_in: 3600 }));
    });
  });
  await new Promise<void>((done) => issuer.listen(0, "127.0.0.1", done));
  onTestFinished(() => void issuer.close());
  const accessUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/token`;
  let valid = "token-1";
  const oauth2 = { accessUrl, clientId: "id", clientSecret: "secret", refreshToken: "refresh" };
  const { sink, mailer } = await sinkFor(
    { token: { user: "me@example.com", token: () => valid } },
    { oauth2 },
    "127.0.0.1",
    "me%40example.com@",
  );
  await mailer.connect(4);
  expect((await mailer.send(outgoing("m1"))).kind).toBe("accepted");
  expect(issued).toBe(1);
  expect(asked[0]).toContain("refresh_token=refresh");
  valid = "token-2";
  sink.hangUp();
  await waitFor(async () => {
    expect((await mailer.send(outgoing("m2"))).kind).toBe("accepted");
  });
  expect(issued).toBe(2);
});
