export { archiveJob, resumeFanOut } from "./advance-inside.ts";
export { applyMigration } from "./apply-migration.ts";
export { diffVersions, type VersionDiff } from "./diff.ts";
export type { ImpactGroup, ImpactGroups } from "./impact-groups.ts";
export { impactJob, measureImpact } from "./impact-job.ts";
export * from "./lifecycle.ts";
export { readLintContext } from "./lint-context.ts";
export * from "./list-enrolled.ts";
export { deleteMember, deleteMembersOf, putMember, type SequenceMember } from "./member-store.ts";
export { migrationJob } from "./migration-job.ts";
export * from "./publish.ts";
export {
  countsKey,
  findSequence,
  getSequence,
  type IdlePeriod,
  listSequences,
  putDraft,
  readCounts,
  type SequenceHead,
} from "./sequence-store.ts";
export { getVersion, listVersions, loadProgram, type Version } from "./version-store.ts";
