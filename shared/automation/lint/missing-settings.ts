import { type Check, error } from "./finding.ts";

/** Mail cannot leave without a sender, and must not without a postal address. */
export const missingSettings: Check = (_, { sender, postalAddress }) => [
  ...(sender
    ? []
    : [
        error(
          "missing-from",
          "/settings/from",
          "the workspace has no sender",
          "set `from` with PUT /v1/settings",
        ),
      ]),
  ...(postalAddress
    ? []
    : [
        error(
          "missing-postal-address",
          "/settings/postalAddress",
          "the workspace has no postal address, which every mail must show",
          "set `postalAddress` with PUT /v1/settings",
        ),
      ]),
];
