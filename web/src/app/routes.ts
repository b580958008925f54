import { contactRoute, contactsRoute } from "../pages/contacts/route.ts";
import { homeRoute } from "../pages/home/route.ts";
import { mailboxRoute } from "../pages/mailbox/route.ts";
import { messagesRoute } from "../pages/messages/route.ts";
import { operationsRoute } from "../pages/operations/route.ts";
import { segmentRoute, segmentsRoute } from "../pages/segments/route.ts";
import { sequenceRoute, sequencesRoute } from "../pages/sequences/route.ts";
import { templateRoute, templatesRoute } from "../pages/templates/route.ts";
import { root } from "./root-route.ts";

/** Every page; a page's own `route.ts` names its address and its search parameters. */
export const routeTree = root.addChildren([
  homeRoute,
  sequencesRoute,
  sequenceRoute,
  contactsRoute,
  contactRoute,
  segmentsRoute,
  segmentRoute,
  templatesRoute,
  templateRoute,
  messagesRoute,
  mailboxRoute,
  operationsRoute,
]);
