import type { Access } from '../access/define-access.ts'
import type { Flows } from '../approvals/flows.ts'
import type { Connection } from '../db/pool.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Session, WorkRoad } from '../engine-types.ts'
import type { Catalog } from '../model/catalog.ts'
import { dayOf } from '../model/day-of.ts'
import { newId } from '../model/uuid.ts'
import { openWork } from './open-work.ts'
import type { Directory, KeptRows, Numbers, WorkState } from './state.ts'

type Parts = Readonly<{
  session: Session
  road: WorkRoad
  tx: Connection
  catalog: Catalog
  access: Access
  directory: Directory
  numbers: Numbers
  flows: Flows
  kept: KeptRows
  modules: readonly ModuleDef[]
  filesDir: string
}>

/** A work that has written nothing yet. */
export function newState(parts: Parts): WorkState {
  const now = parts.road.now ?? new Date()
  const state: WorkState = {
    ...parts,
    now,
    today: dayOf(now, parts.session.workspace.timeZone),
    changeSetId: parts.road.changeSetId ?? newId(),
    started: false,
    counts: {},
    writes: 0,
    touched: new Map(),
    locked: new Map(),
    changed: new Set(),
    acted: [],
    toChange: null,
    workOf: (actor) => openWork(state, actor),
    events: [],
    told: [],
    toldPeople: new Set(),
  }
  return state
}
