import type { Profile, SuppressionReason } from "#shared/audience/profiles/index.ts";
import { segmentsOf } from "#shared/audience/segments/index.ts";

/** What listed contacts have in common; `suppressed`: whether, or for which reason. */
export type ContactFilter = {
  segment?: string | undefined;
  subscribed?: boolean | undefined;
  suppressed?: boolean | SuppressionReason | undefined;
};

export function fitsFilter(
  profile: Profile,
  { segment, subscribed, suppressed }: ContactFilter,
): boolean {
  if (segment !== undefined && !segmentsOf(profile).has(segment)) return false;
  if (subscribed !== undefined && profile.subscribed !== subscribed) return false;
  const reason = profile.suppression?.reason;
  if (typeof suppressed === "boolean") return suppressed === (reason !== undefined);
  return suppressed === undefined || suppressed === reason;
}
