import { closeKind } from '../approvals/close-flow.ts'
import { findKind } from '../duplicates/find-groups.ts'
import type { BulkKind } from './bulk-kind.ts'
import { actKind } from './kinds/act.ts'
import { changeKind } from './kinds/change.ts'
import { removeKind } from './kinds/remove.ts'
import { restoreKind } from './kinds/restore.ts'
import { shareKind, unshareKind } from './kinds/share.ts'
import { undoKind } from './kinds/undo.ts'

/** What can be done over many records in the background, by name. */
export const bulkKinds: Readonly<Record<string, BulkKind>> = {
  act: actKind,
  change: changeKind,
  remove: removeKind,
  restore: restoreKind,
  share: shareKind,
  unshare: unshareKind,
  undo: undoKind,
  find: findKind,
  close: closeKind,
}
