import { Dropdown } from 'antd'
import { Check, ChevronDown, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ActionMeta, ChoiceMeta, FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { useSave } from '../../data/use-save.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isEditable } from '../form/form-shape.ts'
import { type Gate, gateOf, missingAt, type Values } from '../gate/gate.ts'
import { GatePanel } from '../gate/gate-panel.tsx'
import { inWriting } from '../gate/in-writing.ts'
import { ActionDialog } from './action-dialog.tsx'
import { closingVerb, type PathStep, pathSteps } from './path-steps.ts'
import { movingAction, offeredActions, useRunAction, verbOf } from './record-actions.ts'
import './record-path.css'

/** How a record gets to a step of its path: by the action that moves it, by the one that closes it, else by writing the field. */
function useMove(object: ObjectMeta, field: FieldMeta, row: Row) {
  const say = useTexts()
  const save = useSave(object.name)
  const mover = movingAction(object, row)
  const moving = useRunAction(object, mover ?? { name: '', label: '', many: false, input: {} })
  const [gate, setGate] = useState<Gate | null>(null)
  const [closing, setClosing] = useState<ActionMeta | null>(null)
  const closer = (option: ChoiceMeta) => offeredActions(object, row).find((action) => verbOf(action) === closingVerb(option))
  const write = async (option: ChoiceMeta) => {
    const done = say('record.moved', { field: field.label, stage: option.label })
    if (mover) return moving.run(row.id, { [field.name]: option.key }, done)
    const to = { [field.name]: option.key }
    const saved = await save.mutateAsync({ id: row.id, values: to, version: row.version, shown: to })
    return showDone(done, saved.changeSet)
  }
  const go = async (option: ChoiceMeta) => {
    const close = closer(option)
    if (close) {
      setClosing(close)
      return
    }
    try {
      await write(option)
    } catch (error) {
      const asked = isProblem(error) ? gateOf(object, error, { row, to: option }) : undefined
      if (asked) setGate(asked)
      else showProblem(error)
    }
  }
  const move = (option: ChoiceMeta) => {
    const asks = missingAt(object, option, row)
    if (asks.length > 0) setGate({ row, to: option, asks, verb: null, problem: null })
    else void go(option)
  }
  /** Stores what the step asked for, then goes there. */
  const fill = async (values: Values) => {
    if (!gate) return
    try {
      await save.mutateAsync({ id: row.id, values: inWriting(values, object.fields) })
      setGate(null)
      await go(gate.to)
    } catch (error) {
      if (!isProblem(error)) throw error
      setGate({ ...gate, problem: error })
    }
  }
  // A step that names its action is reached by that alone.
  const mayMove = (option: ChoiceMeta) => object.may.update && Boolean(mover ?? closer(option) ?? (!option.verb && isEditable(field)))
  const leave = () => setGate(null)
  return { move, mayMove, gate, fill, leave, isSending: save.isPending, closing, setClosing }
}

/** The record's way as chevrons; a press moves it, and what a step still asks for can be filled in on the spot. */
export function RecordPath({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const field = object.views.path ? object.fields[object.views.path] : undefined
  if (!field?.options.choices) return null
  return <Path object={object} row={row} field={field} />
}

function Path({ object, row, field }: Readonly<{ object: ObjectMeta; row: Row; field: FieldMeta }>) {
  const say = useTexts()
  const { move, mayMove, gate, fill, leave, isSending, closing, setClosing } = useMove(object, field, row)
  const steps = pathSteps(object, field, row)
  const open = steps.filter(({ isClosing }) => !isClosing)
  const ends = steps.filter(({ isClosing }) => isClosing)
  const path = useRef<HTMLOListElement>(null)
  const at = row[field.name]
  const titleFor = (option: ChoiceMeta, state: PathStep['state']): string =>
    state === 'now' ? option.label : mayMove(option) || state !== 'died' ? say('record.move', { stage: option.label }) : say('record.died')
  // On a phone the path is longer than the page: where the record stands comes into sight.
  useEffect(() => {
    const now = at ? path.current?.querySelector<HTMLElement>('.zk-step-now, .zk-step-died, .zk-step-won, .zk-step-lost') : null
    if (now && path.current) path.current.scrollLeft = now.offsetLeft - path.current.offsetLeft - 40
  }, [at])
  return (
    <>
      <ol ref={path} className="zk-path" aria-label={field.label} data-steps={open.length + (ends.length > 0 ? 1 : 0)}>
        {open.map(({ option, state }) => (
          <li key={option.key} className={`zk-step zk-step-${state}`}>
            <button
              type="button"
              className="zk-plain-button"
              {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}
              disabled={state === 'now' || !mayMove(option)}
              title={titleFor(option, state)}
              onClick={() => move(option)}
            >
              {state === 'done' && <Check size={14} strokeWidth={1.75} aria-hidden="true" />}
              {state === 'died' && <X size={14} strokeWidth={1.75} aria-label={say('record.died')} role="img" />}
              <span className="zk-clip">{option.label}</span>
            </button>
          </li>
        ))}
        {ends.length > 0 && (
          <li className={`zk-step zk-step-end ${endTone(ends)}`}>
            <Ends ends={ends} mayMove={mayMove} onMove={move} />
          </li>
        )}
      </ol>
      {gate && <GatePanel object={object} gate={gate} isSending={isSending} onGo={(values) => void fill(values)} onLeave={leave} />}
      {closing && <ActionDialog object={object} row={row} action={closing} onClose={() => setClosing(null)} />}
    </>
  )
}

type Steps = ReturnType<typeof pathSteps>
const tones: Readonly<Record<string, string>> = { won: 'zk-step-won', lost: 'zk-step-lost' }
const endTone = (ends: Steps): string => tones[String(ends.find(({ state }) => state === 'now')?.option.kind)] ?? 'zk-step-ahead'

/** The end of the path: what it ended with, or the ways it can end. */
function Ends({
  ends,
  mayMove,
  onMove,
}: Readonly<{ ends: Steps; mayMove(option: ChoiceMeta): boolean; onMove(option: ChoiceMeta): void }>) {
  const say = useTexts()
  const reached = ends.find(({ state }) => state === 'now')
  const ways = ends.filter(({ option, state }) => state !== 'now' && mayMove(option))
  if (reached) return <span className="zk-step-label">{reached.option.label}</span>
  if (ways.length === 0) return <span className="zk-step-label">{say('record.close')}</span>
  const items = ways.map(({ option }) => ({ key: option.key, label: option.label }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        onClick: ({ key }) => {
          const way = ways.find(({ option }) => option.key === key)
          if (way) onMove(way.option)
        },
      }}
    >
      <button type="button" className="zk-plain-button">
        {say('record.close')}
        <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </Dropdown>
  )
}
