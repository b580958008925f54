import * as z from "zod/mini";
import { parseLinkHost } from "#shared/content/link-tokens/index.ts";
import { etag, expected, matched, ok } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_LINK_HOSTS, readLinkHosts, writeLinkHosts } from "#shared/platform/settings/index.ts";
import { route } from "./route.ts";

const LinkHosts = z.lazy(() =>
  z.strictObject({
    hosts: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(MAX_LINK_HOSTS)),
  }),
);

const path = "/v1/link-hosts";

const HINT = "should be a host such as shop.example, shop.example:8443 or *.example.com";

/** @throws InvalidInput naming each entry that is not a host */
function parseHosts(hosts: readonly string[]): string[] {
  const parsed = hosts.map(parseLinkHost);
  const faults = parsed.flatMap((host, i) =>
    host === undefined ? [{ path: `/hosts/${i}`, message: HINT }] : [],
  );
  if (faults.length > 0) throw new InvalidInput("the list is not valid", faults);
  return parsed.map((host) => host!);
}

export const linkHosts = [
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "The hosts to which addresses from data are tracked",
    response: LinkHosts,
    handle: async (world) => {
      const { data, version } = await readLinkHosts(world);
      return ok({ hosts: [...data] }, etag(version));
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary: "Replaces the list of link hosts; saved templates add the hosts that they write out",
    body: LinkHosts,
    response: LinkHosts,
    handle: async (world, { body, headers }) => {
      const hosts = parseHosts(body.hosts);
      const current = (await readLinkHosts(world)).version;
      const expect = expected(headers, current);
      const write = writeLinkHosts(world, hosts, expect ?? current);
      const { data, version } = await matched(expect, write);
      return ok({ hosts: [...data] }, etag(version));
    },
  }),
];
