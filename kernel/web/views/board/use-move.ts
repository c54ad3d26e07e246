import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../data/api.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { showToast } from '../../data/toasts.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { titleOf } from '../../data/use-meta.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Gate, gateOf, type Spot, type Values } from '../gate/gate.ts'
import { inWriting } from '../gate/in-writing.ts'
import { columnId } from './columns.ts'
import { actionInput, type Move, planMove } from './moves.ts'
import type { Held } from './use-board.ts'

type Step = Readonly<{ row: Row; move: Move; filled: Values; answers: Values; spot: Spot }>
/** A move that waits for answers. */
type Stopped = Readonly<{ gate: Gate; move: Move; spot: Spot }>

/** Sends a move: missing fields first, then the verb; or all in one write where the object has no verb for it. */
async function send(object: ObjectMeta, by: string, { row, move, filled, answers }: Step): Promise<{ changeSet: string | null }> {
  const path = `/${object.plural}/${row.id}`
  const values = inWriting(filled, object.fields)
  const version = row.version === undefined ? {} : { version: row.version }
  if (!move.action) return call('PATCH', path, { body: { ...values, [by]: move.to.key, ...version } })
  if (Object.keys(values).length > 0) await call('PATCH', path, { body: { ...values, ...version } })
  const verb = move.action.name.slice(move.action.name.indexOf('.') + 1)
  return call('POST', `${path}/${verb}`, { body: actionInput(move, by, inWriting(answers, move.action.input)) })
}

/** Moves of cards: drawn at once, taken back with a reason where the server refuses. */
export function useMove(object: ObjectMeta) {
  const say = useTexts()
  const by = object.views.board!.by
  const [held, setHeld] = useState<readonly Held[]>([])
  const [stopped, setStopped] = useState<Stopped | null>(null)
  const release = (id: string) => setHeld((all) => all.filter(({ row }) => row.id !== id))

  const mutation = useMutation({
    mutationKey: ['move', object.name],
    mutationFn: (step: Step) => send(object, by, step),
    onSuccess: async ({ changeSet }, { row, move }) => {
      setStopped(null)
      showDone(say('board.moved', { title: titleOf(object, row), column: move.to.label }), changeSet)
      await refreshObject(object.name)
      release(row.id)
    },
    onError: (error, { row, move, spot }) => {
      const asked = isProblem(error) ? gateOf(object, error, { row, to: move.to, spot }) : undefined
      if (asked) {
        setStopped({ gate: asked, move, spot })
        return
      }
      if (isProblem(error) && error.issues.length > 0 && stopped) {
        setStopped({ ...stopped, gate: { ...stopped.gate, problem: error } })
        return
      }
      setStopped(null)
      release(row.id)
      if (isProblem(error) && error.code === 'kernel.stale')
        showToast({ text: say('board.stale', { title: titleOf(object, row) }), tone: 'error' })
      else showProblem(error)
      void refreshObject(object.name)
    },
  })

  const start = (row: Row, to: string, spot: Spot) => {
    const from = row[by] === null || row[by] === undefined ? null : String(row[by])
    const move = planMove(object, by, from, to)
    if (!move) return
    setHeld((all) => [...all.filter((one) => one.row.id !== row.id), { row, from: columnId(from), to }])
    const verb = move.action?.label ?? move.to.label
    if (move.asks.length > 0) setStopped({ gate: { row, to: move.to, asks: move.asks, verb, problem: null, spot }, move, spot })
    else mutation.mutate({ row, move, filled: {}, answers: {}, spot })
  }
  const go = (values: Values) => {
    if (!stopped) return
    const { gate, move, spot } = stopped
    mutation.mutate({
      row: gate.row,
      move,
      spot,
      ...(gate.verb === null ? { filled: values, answers: {} } : { filled: {}, answers: values }),
    })
  }
  const leave = () => {
    if (stopped) release(stopped.gate.row.id)
    setStopped(null)
  }
  return { held, gate: stopped?.gate ?? null, start, go, leave, isSending: mutation.isPending }
}
