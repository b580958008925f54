import * as z from "zod/mini";
import { type TemplateUse, usersOfTemplates } from "#shared/automation/template-use/index.ts";
import {
  deleteTemplate,
  getTemplate,
  getTemplateVersion,
  listTemplates,
  listTemplateVersions,
} from "#shared/content/templates/index.ts";
import {
  expected,
  matched,
  noContent,
  ok,
  Paging,
  pageOf,
  pagingWith,
  readCursor,
  writeCursor,
} from "#shared/http/index.ts";
import { Conflict, type Fault } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import type { MailClass } from "#shared/ports/renderer.ts";
import {
  compileAndPut,
  newest,
  Source,
  showTemplate,
  sourceFields,
  Template,
} from "../templates/save.ts";
import { route } from "./route.ts";
import { knownName, Name, newName, SearchText, versionNumber } from "./schemas.ts";

const Listed = z.lazy(() =>
  z.object({
    id: z.string(),
    subject: z.string(),
    class: z.nullable(z.enum(["marketing", "transactional"])),
    version: z.int(),
    updatedAt: z.string(),
    usedBy: z.array(z.object({ sequence: z.string(), draft: z.boolean() })),
  }),
);
const Version = z.lazy(() =>
  z.object({ version: z.int(), savedAt: z.nullable(z.string()), subject: z.nullable(z.string()) }),
);
const WithSource = z.lazy(() =>
  z.object({ version: z.int(), savedAt: z.nullable(z.string()), ...sourceFields() }),
);
const Query = pagingWith(() => ({ q: SearchText }));
const BeforeVersion = z.lazy(() => z.int().check(z.gte(1), z.lte(1_000_000)));
const Copy = z.lazy(() => z.strictObject({ id: Name }));

const path = "/v1/templates/{id}";

/** Each save states the class; without one a template may be sent as either. */
const warnOfMissingClass = (before: MailClass | undefined, now: MailClass | undefined): Fault[] =>
  before === undefined || now !== undefined
    ? []
    : [
        {
          path: "/class",
          message: `is left out, and was "${before}" before: it is named in each save`,
        },
      ];

/** A refusal names some of those that use it. */
const MAX_NAMED = 10;

const showUse = ({ sequence, draft }: TemplateUse) =>
  draft ? `the draft of "${sequence}"` : `sequence "${sequence}"`;

export const templates = [
  route({
    method: "GET",
    path: "/v1/templates",
    scope: "read",
    summary:
      "The templates by their ids, and which sequences send each; `q`: a part of the id or subject",
    query: Query,
    response: pageOf(Listed),
    handle: async (world, { query: { q, limit, cursor } }) => {
      const after = readCursor(Name, cursor);
      const [{ items, next }, users] = await Promise.all([
        listTemplates(world, { q, limit, after }),
        usersOfTemplates(world),
      ]);
      const shown = items.map(({ id, source, version, updatedAt }) => ({
        id,
        subject: source.subject,
        class: source.class ?? null,
        version,
        updatedAt: iso(updatedAt),
        usedBy: users.get(id) ?? [],
      }));
      return ok({ items: shown, cursor: writeCursor(next) });
    },
  }),
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "The newest version of a template",
    response: Template,
    handle: async (world, { params }) =>
      showTemplate((await getTemplate(world, knownName(params.id))).data),
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary: "Saves the next version of a template; unchanged content makes none",
    body: Source,
    response: Template,
    handle: async (world, { params, body, headers }) => {
      const id = newName(params.id);
      const before = await newest(world, id);
      const expect = expected(headers, before?.version ?? 0);
      const { head, warnings } = await compileAndPut(world, id, body, expect);
      return showTemplate(head, [
        ...warnings,
        ...warnOfMissingClass(before?.source.class, body.class),
      ]);
    },
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    summary: "Deletes a template that no sequence sends; its version numbers are not used again",
    status: 204,
    handle: async (world, { params, headers }) => {
      const id = knownName(params.id);
      const item = await getTemplate(world, id);
      const expect = expected(headers, item.data.version);
      const users = (await usersOfTemplates(world)).get(id) ?? [];
      if (users.length > 0) {
        const names = users.slice(0, MAX_NAMED).map(showUse).join(", ");
        throw new Conflict(`this template is still used by ${names}: change those first`);
      }
      await matched(expect, deleteTemplate(world, item, world.clock.now()));
      return noContent;
    },
  }),
  route({
    method: "POST",
    path: `${path}/duplicate`,
    scope: "admin",
    summary: "Saves a copy of a template under a new id",
    body: Copy,
    response: Template,
    status: 201,
    handle: async (world, { params, body: { id } }) => {
      const { source } = (await getTemplate(world, knownName(params.id))).data;
      if (await newest(world, id)) {
        const message = `there is a template "${id}" already: choose another id`;
        throw new Conflict(message, [{ path: "/id", message }]);
      }
      const { head, warnings } = await compileAndPut(world, id, source, 0);
      return { ...showTemplate(head, warnings), status: 201 };
    },
  }),
  route({
    method: "GET",
    path: `${path}/versions`,
    scope: "read",
    summary: "The versions of a template, newest first",
    query: Paging,
    response: pageOf(Version),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const { id, version } = (await getTemplate(world, knownName(params.id))).data;
      const before = Math.min(readCursor(BeforeVersion, cursor) ?? version + 1, version + 1);
      const found = await listTemplateVersions(world, id, before, limit);
      const items = found.map(({ version, at, subject = null }) => ({
        version,
        savedAt: at === undefined ? null : iso(at),
        subject,
      }));
      const last = before - limit;
      return ok({ items, cursor: writeCursor(last > 1 ? last : undefined) });
    },
  }),
  route({
    method: "GET",
    path: `${path}/versions/{version}`,
    scope: "read",
    summary: "A version of a template as its author wrote it",
    response: WithSource,
    handle: async (world, { params }) => {
      const { id } = (await getTemplate(world, knownName(params.id))).data;
      const version = versionNumber(params.version);
      const { at, source } = await getTemplateVersion(world, id, version);
      return ok({ version, savedAt: at === undefined ? null : iso(at), ...source });
    },
  }),
];
