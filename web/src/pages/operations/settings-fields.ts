import type { paths } from "../../api/schema.d.ts";

export type SettingsBody =
  paths["/v1/settings"]["put"]["requestBody"]["content"]["application/json"];

/** The form's fields, all texts; empty ones are left out of what is saved. */
export type Fields = {
  name: string;
  email: string;
  replyTo: string;
  postalAddress: string;
  timeZone: string;
  trackOpens: boolean;
};

export const fieldsOf = (settings: SettingsBody): Fields => ({
  name: settings.from?.name ?? "",
  email: settings.from?.email ?? "",
  replyTo: settings.replyTo ?? "",
  postalAddress: settings.postalAddress ?? "",
  timeZone: settings.timeZone ?? "",
  trackOpens: settings.trackOpens ?? false,
});

/** The settings that the fields mean; what is empty returns to its default. */
export function settingsOf(fields: Fields): SettingsBody {
  const name = fields.name.trim();
  const email = fields.email.trim();
  const replyTo = fields.replyTo.trim();
  const postalAddress = fields.postalAddress.trim();
  const timeZone = fields.timeZone.trim();
  return {
    ...((name || email) && { from: { name, email } }),
    ...(replyTo && { replyTo }),
    ...(postalAddress && { postalAddress }),
    ...(timeZone && { timeZone }),
    ...(fields.trackOpens && { trackOpens: true }),
  };
}

export const isSame = (a: Fields, b: Fields): boolean =>
  (Object.keys(a) as (keyof Fields)[]).every((key) => a[key] === b[key]);
