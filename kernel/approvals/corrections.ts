import { parseActionInput } from '../actions/action-input.ts'
import { sameValue } from '../records/cells.ts'
import { objectOf } from '../records/open-work.ts'
import type { Scope } from '../records/state.ts'
import type { CaseRow } from './cases.ts'
import { givenOf } from './shut-values.ts'
import { actionOf, type Change, type Trial } from './waiting-change.ts'

/** What waited before a correction and what since: of the record, and of an action's input. */
export type CorrectionNote = Readonly<{ record: Trial['differs']; input: Trial['differs'] }>

type Corrected = Readonly<{ held: CaseRow; call: Change; change: Change; trial: Trial }>

/** For the history of a case; null where nothing is other than it was. */
export function correctionOf(scope: Scope, { held, call, change, trial }: Corrected): CorrectionNote | null {
  const [was, is] = [held.change.differs, trial.differs]
  const { fields } = objectOf(scope.state, change.object)
  // Masks may look alike: what stands behind them is compared as it came in. A moment that the program keeps by itself is nobody's correction.
  const isOther = (name: string, [before, since]: readonly unknown[]) => {
    const { type, options, readOnly } = fields[name]!
    if (readOnly && type.formulaSort?.(options) === 'instant') return false
    return type.veil ? !sameValue(givenOf(call)[name], givenOf(change)[name]) : !sameValue(before, since)
  }
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => fields[name])
  const record = names.map((name) => [name, [was[name]?.[1] ?? is[name]?.[0] ?? null, is[name]?.[1] ?? was[name]?.[0] ?? null]] as const)
  const note = {
    record: Object.fromEntries(record.filter(([name, pair]) => isOther(name, pair))),
    input: change.does === 'action' && call.does === 'action' ? inputsOf(scope, call, change) : {},
  }
  return Object.keys(note.record).length + Object.keys(note.input).length > 0 ? note : null
}

type ActionChange = Extract<Change, { does: 'action' }>

function inputsOf(scope: Scope, call: ActionChange, change: ActionChange): Trial['differs'] {
  const action = actionOf(scope.state, change.action)
  const [was, is] = [call, change].map(({ object, id, input }) => parseActionInput(scope, action, { ...input, [object]: id }))
  const names = Object.keys(action.input).filter((name) => !sameValue(was![name], is![name]))
  return Object.fromEntries(names.map((name) => [name, [was![name], is![name]] as const]))
}
