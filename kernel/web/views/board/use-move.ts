import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../data/api.ts'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { showToast } from '../../data/toasts.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { titleOf } from '../../data/use-meta.ts'
import { toWriting } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { actionInput, type Move, missingFields, planMove } from './moves.ts'
import { columnId, type Held } from './use-board.ts'

export type Values = Readonly<Record<string, unknown>>
export type Spot = Readonly<{ x: number; y: number }>

/** What stands between a card and its new column: the verb's questions, or fields that the column asks for and the record lacks. */
export type Gate = Readonly<{ row: Row; move: Move; asks: readonly FieldMeta[]; isRefusal: boolean; refusal: string | null; spot: Spot }>

type Step = Readonly<{ row: Row; move: Move; filled: Values; answers: Values; spot: Spot }>

const inWriting = (values: Values, fields: Readonly<Record<string, FieldMeta>>): Values =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (fields[name] ? [[name, toWriting(value, fields[name])]] : [])))

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
  const [gate, setGate] = useState<Gate | null>(null)
  const release = (id: string) => setHeld((all) => all.filter(({ row }) => row.id !== id))

  const mutation = useMutation({
    mutationKey: ['move', object.name],
    mutationFn: (step: Step) => send(object, by, step),
    onSuccess: async ({ changeSet }, { row, move }) => {
      setGate(null)
      showDone(say('board.moved', { title: titleOf(object, row), column: move.to.label }), changeSet)
      await refreshObject(object.name)
      release(row.id)
    },
    onError: (error, { row, move, spot }) => {
      const missing = isProblem(error) && error.status === 422 ? missingFields(object, error).filter(({ readOnly }) => !readOnly) : []
      if (isProblem(error) && missing.length > 0) {
        setGate({ row, move, asks: missing, isRefusal: true, refusal: error.detail, spot })
        return
      }
      setGate(null)
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
    if (move.asks.length > 0) setGate({ row, move, asks: move.asks, isRefusal: false, refusal: null, spot })
    else mutation.mutate({ row, move, filled: {}, answers: {}, spot })
  }
  const go = (values: Values) => {
    if (!gate) return
    const { row, move, spot } = gate
    mutation.mutate({ row, move, spot, ...(gate.isRefusal ? { filled: values, answers: {} } : { filled: {}, answers: values }) })
  }
  const leave = () => {
    if (gate) release(gate.row.id)
    setGate(null)
  }
  return { held, gate, start, go, leave, isSending: mutation.isPending }
}
