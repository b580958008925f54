export { addressKey, readAddressRows } from "./address-row-store.ts";
export { ATTRIBUTE_LIMITS, fitsAttribute } from "./attribute-limits.ts";
export { AttributesInput } from "./attribute-schema.ts";
export {
  changeWrites,
  creationWrites,
  estimateContacts,
  findByAddress,
  findByExternalId,
  listByName,
  listContacts,
  type NameKind,
  removalWrites,
} from "./contact-store.ts";
export { addressHash, type LookupWorld, rowNames } from "./lookup.ts";
export * from "./profile.ts";
export { putProfile, readProfile, readProfiles, readPublicIds } from "./profile-store.ts";
export { rehashJob } from "./rehash-job.ts";
