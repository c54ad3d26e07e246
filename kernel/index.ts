/**
 * The kernel's door for server code.
 *
 * Vocabulary, one word per thing: *object* (a kind of record), *record* or *row* (one of them), *field*, *link* (a field that names a record),
 * *children* (a link read backwards), *title*, *lines*; *catalog*; *question* (what a read asks), *filter*, *sort*, *cursor*, *measure*;
 * *work* (one actor, one transaction, one moment), *change set* (all writes of one work), *change* (one record written), *undo*;
 * *actor*, *role*, *grant*, *scope*, *reach*, *branch*, *wall*; *rule*, *action*, *event*, *handler*, *job*; *page*, *panel*; *workspace*, *place*.
 */

export { type Actor, type Grant, grant, type Scope, system, type Verb, wall } from './access/define-access.ts'
export type { AccountLetter } from './accounts/accounts.ts'
export { openMailer } from './accounts/mail.ts'
export { type ActionDef, defineAction, type Via, type Work } from './actions/define-action.ts'
export { type Audit, openAudit } from './audit/open-audit.ts'
export { toFinding as auditFinding, verifyAudit } from './audit/verify.ts'
export { type Backups, openBackups } from './backups/open-backups.ts'
export { rehearseRestore } from './backups/rehearse.ts'
export { restoreBackup } from './backups/restore.ts'
export { backupsDoor } from './backups/routes.ts'
export { type BackupReport, writeBackup } from './backups/write-backup.ts'
export { type Bulk, openBulk } from './bulk/open-bulk.ts'
export { bulkDoor } from './bulk/routes.ts'
export { connectRunning, type Embedded, type EmbeddedOptions, type StartLog, startEmbedded } from './db/embedded.ts'
export { StartProblem } from './db/start-problem.ts'
export { defineModule, type ModuleDef, type ReportDef } from './define-module.ts'
export type { Engine, NewWorkspace, Session, WorkRoad } from './engine-types.ts'
export { registerExports } from './exports/routes.ts'
export { type ExportFormat, exportFormats, openExport } from './exports/write-export.ts'
export { type Handovers, openHandovers } from './handover/open-handovers.ts'
export { handoverDoor } from './handover/routes.ts'
export { examine, type Finding } from './history/doctor.ts'
export { buildHttp } from './http/build-http.ts'
export type { Door, HttpDeps } from './http/deps.ts'
export { toProblem } from './http/problems.ts'
export { textOf } from './http/texts.ts'
export { type FileImport, runImportFile } from './imports/import-file.ts'
export type { ImportRow, ImportState } from './imports/import-rows.ts'
export { type Imports, type ImportsOptions, type ImportWish, openImports } from './imports/open-imports.ts'
export { importsDoor } from './imports/routes.ts'
export { viewIndexDoor } from './indexes/routes.ts'
export { openViewIndexes, type ViewIndexes } from './indexes/view-indexes.ts'
export { type Installation, type InstallationOptions, openInstallation } from './installation.ts'
export { type JobHandler, type JobOptions, type Jobs, type JobsOptions, openJobs } from './jobs/open-jobs.ts'
export { startMaintenance } from './maintenance.ts'
export { fillText } from './model/fault-text.ts'
export * from './model/index.ts'
export type { WorkspaceFacts } from './query/question.ts'
export { buildCatalog, CatalogProblem } from './schema/build-catalog.ts'
export { fileDoor } from './stored-files/routes.ts'
