export {
  ADDRESS_SHARDS,
  addressKey,
  listAddressRows,
  readAddressRows,
  renameAddressRow,
} from "./address-row-store.ts";
export { ATTRIBUTE_LIMITS, fitsAttribute } from "./attribute-limits.ts";
export { AttributesInput } from "./attribute-schema.ts";
export {
  changeWrites,
  creationWrites,
  estimateContacts,
  findByAddress,
  findByExternalId,
  listContacts,
  removalWrites,
} from "./contact-store.ts";
export { addressHash, type LookupWorld, rowNames } from "./lookup.ts";
export * from "./profile.ts";
export { putProfile, readProfile, readProfiles, readPublicIds } from "./profile-store.ts";
