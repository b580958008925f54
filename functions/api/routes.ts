import { activity } from "./routes/activity.ts";
import { attributes } from "./routes/attributes.ts";
import { backtest } from "./routes/backtest.ts";
import { bulkEnrollments } from "./routes/bulk-enrollments.ts";
import { changes } from "./routes/changes.ts";
import { contactBatch } from "./routes/contact-batch.ts";
import { contactRuns } from "./routes/contact-runs.ts";
import { contacts } from "./routes/contacts.ts";
import { counts } from "./routes/counts.ts";
import { deadLetters } from "./routes/dead-letters.ts";
import { diff } from "./routes/diff.ts";
import { enrollments } from "./routes/enrollments.ts";
import { events } from "./routes/events.ts";
import { health } from "./routes/health.ts";
import { home } from "./routes/home.ts";
import { impact } from "./routes/impact.ts";
import { jobs } from "./routes/jobs.ts";
import { keys } from "./routes/keys.ts";
import { lifecycle } from "./routes/lifecycle.ts";
import { linkHosts } from "./routes/link-hosts.ts";
import { lookup } from "./routes/lookup.ts";
import { memberships } from "./routes/memberships.ts";
import { messages } from "./routes/messages.ts";
import { meta } from "./routes/meta.ts";
import { names } from "./routes/names.ts";
import { openapi } from "./routes/openapi.ts";
import { results } from "./routes/results.ts";
import { segmentEstimate } from "./routes/segment-estimate.ts";
import { segments } from "./routes/segments.ts";
import { sending } from "./routes/sending.ts";
import { sequenceList } from "./routes/sequence-list.ts";
import { sequenceSchema } from "./routes/sequence-schema.ts";
import { sequences } from "./routes/sequences.ts";
import { sessions } from "./routes/sessions.ts";
import { settings } from "./routes/settings.ts";
import { simulation } from "./routes/simulation.ts";
import { sources } from "./routes/sources.ts";
import { stats } from "./routes/stats.ts";
import { suppressions } from "./routes/suppressions.ts";
import { templatePreview } from "./routes/template-preview.ts";
import { templates } from "./routes/templates.ts";
import { timeline } from "./routes/timeline.ts";
import { versions } from "./routes/versions.ts";
import { vocabulary } from "./routes/vocabulary.ts";
import { webhookSecret } from "./routes/webhook-secret.ts";

const documented = [
  ...events,
  ...contactBatch,
  ...contacts,
  ...timeline,
  ...contactRuns,
  ...segments,
  ...segmentEstimate,
  ...attributes,
  ...vocabulary,
  ...names,
  ...memberships,
  ...templates,
  ...templatePreview,
  ...sequenceList,
  ...sequences,
  ...simulation,
  ...backtest,
  ...versions,
  ...diff,
  ...lifecycle,
  ...impact,
  ...results,
  ...counts,
  ...stats,
  ...home,
  ...jobs,
  ...enrollments,
  ...bulkEnrollments,
  ...sequenceSchema,
  ...sending,
  ...messages,
  ...settings,
  ...linkHosts,
  ...keys,
  ...sessions,
  ...meta,
  ...changes,
  ...activity,
  ...sources,
  ...webhookSecret,
  ...lookup,
  ...suppressions,
  ...deadLetters,
  ...health,
];

/** The whole API. */
export const routes = [...documented, ...openapi(documented)];
