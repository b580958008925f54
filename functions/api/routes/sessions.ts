import * as z from "zod/mini";
import { authorize, authorizeByCode } from "#functions/runtime/http/auth.ts";
import { endedSessionCookie, sessionCookie } from "#functions/runtime/http/session-cookie.ts";
import { noContent, ok, SMALL_BODY_BYTES } from "#shared/http/index.ts";
import { Conflict, Denied, NotFound } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import { hashKey, KEY_TEXT, SCOPES } from "#shared/platform/access/index.ts";
import { endSession, makeSignInCode, startSession } from "#shared/platform/sessions/index.ts";
import { route } from "./route.ts";

const SignIn = z.lazy(() =>
  z
    .strictObject({
      key: z.optional(
        z
          .string()
          .check(z.maxLength(1_000), z.regex(new RegExp(`^${KEY_TEXT}$`), "not an API key")),
      ),
      code: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
      /** The only key to sign in, by its id: any other is refused with 409, and no code spent. */
      keyId: z.optional(z.string().check(z.maxLength(100))),
    })
    .check(
      z.refine(({ key, code }) => (key === undefined) !== (code === undefined), "a key or a code"),
    ),
);
const owner = () => ({ id: z.string(), name: z.string(), scopes: z.array(z.enum(SCOPES)) });
const SignedIn = z.lazy(() => z.object({ ...owner(), expiresAt: z.string() }));
const Me = z.lazy(() =>
  z.object({
    ...owner(),
    via: z.enum(["key", "session"]),
    /** When the session or the key ends. */
    expiresAt: z.nullable(z.string()),
  }),
);
const Link = z.lazy(() => z.object({ code: z.string(), expiresAt: z.string() }));

export const sessions = [
  route({
    method: "POST",
    path: "/v1/sessions",
    scope: null,
    summary: "Signs a browser in: the answer sets a cookie that acts for the key for twelve hours",
    body: SignIn,
    limitBytes: SMALL_BODY_BYTES,
    response: SignedIn,
    status: 201,
    handle: async (world, { body: { key, code, keyId }, headers, address, sessionToken }) => {
      const codeHash = code === undefined ? undefined : hashKey(code);
      const { key: info, keyHash } =
        codeHash === undefined
          ? await authorize(world, { key: key!, address }, "any")
          : await authorizeByCode(world, codeHash, address);
      const { id, name, scopes } = info;
      if (keyId !== undefined && keyId !== id)
        throw new Conflict(`this signs in with another key, "${name}"`);
      const ended = { codeHash, token: sessionToken };
      const { token, endsAt } = await startSession(world, keyHash, ended);
      return {
        status: 201,
        body: { id, name, scopes, expiresAt: iso(endsAt) },
        cookies: [sessionCookie(token, headers, world.runtime.publicUrl)],
      };
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/sessions/current",
    scope: "any",
    summary: "Signs the browser out",
    status: 204,
    handle: async (world, { access }) => {
      if (!access?.session) throw new NotFound("this request came by a key: there is no session");
      await endSession(world, access.session.id);
      return { ...noContent, cookies: [endedSessionCookie] };
    },
  }),
  route({
    method: "POST",
    path: "/v1/sessions/links",
    scope: "any",
    summary:
      "Makes a one-time code for `#signin=CODE` after the console's address, which signs in for the caller's key; it lasts ten minutes",
    response: Link,
    status: 201,
    secret: true,
    handle: async (world, { access }) => {
      // Else a session would be prolonged unseen; that an admin's makes a key, its activity tells.
      if (access!.session) throw new Denied("a session can make no sign-in link: use its key");
      const { code, endsAt } = await makeSignInCode(world, access!.keyHash);
      return { status: 201, body: { code, expiresAt: iso(endsAt) } };
    },
  }),
  route({
    method: "GET",
    path: "/v1/me",
    scope: "any",
    summary: "The caller's key and what it may do",
    response: Me,
    handle: async (_, { caller, access }) => {
      const { id, name, scopes, expiresAt } = caller!;
      const ends = access?.session?.endsAt ?? expiresAt;
      return ok({
        id,
        name,
        scopes,
        via: access?.session ? "session" : "key",
        expiresAt: ends === undefined ? null : iso(ends),
      });
    },
  }),
];
