/**
 * The kernel's door for server code.
 *
 * Vocabulary, one word per thing: *object* (a kind of record), *record* or *row* (one of them), *field*, *link* (a field that names a record),
 * *children* (a link read backwards), *title*, *lines*; *catalog*; *question* (what a read asks), *filter*, *sort*, *cursor*, *measure*;
 * *work* (one actor, one transaction, one moment), *change set* (all writes of one work), *change* (one record written), *undo*;
 * *actor*, *role*, *grant*, *scope*, *reach*, *branch*, *wall*; *rule*, *action*, *event*, *handler*, *job*; *page*, *panel*; *workspace*, *place*.
 */
export * from './model/index.ts'
export { grant, system, type Actor, type Grant, type Scope, type Verb } from './access/define-access.ts'
export { defineAction, type ActionDef, type Via, type Work } from './actions/define-action.ts'
export { defineModule, type ModuleDef, type ReportDef } from './define-module.ts'
export { connectRunning, startEmbedded, type Embedded, type EmbeddedOptions, type StartLog } from './db/embedded.ts'
