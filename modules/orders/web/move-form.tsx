import { useNavigate } from '@tanstack/react-router'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  FormField,
  isProblem,
  type ObjectMeta,
  type Row,
  recordAddress,
  showDone,
  showProblem,
  toWriting,
  useAction,
  useFormat,
  useTexts,
} from '#kernel/web'
import './orders.css'

/** A position of which some may move; `beside` is what is said of it, by column. */
export type Position = Readonly<{ id: string; name: string; unit: string; rest: number; beside: readonly (number | null)[] }>

type MoveFormProps = Readonly<{
  /** `orders.deliver`: the action, on the record `row` of `object`. */
  action: string
  object: ObjectMeta
  row: Row
  heading: string
  /** Columns beside the name: texts. */
  columns: readonly string[]
  positions: readonly Position[]
  fields: readonly string[]
  initial: Readonly<Record<string, unknown>>
  /** What has been said so far, as far as others must know it. */
  onValues?(values: Readonly<Record<string, unknown>>): void
  /** Says what was done, and where its record lies. */
  done: Readonly<{ text: string; plural: string; field: string }>
}>

/** How much of which position moves, and what goes with it; all that is left unless somebody says less. */
export function MoveForm({ action, object, row, heading, columns, positions, fields, initial, onValues, done }: MoveFormProps) {
  const say = useTexts()
  const format = useFormat()
  const navigate = useNavigate()
  const run = useAction(action, object.name)
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(initial)
  const [typed, setTyped] = useState<Readonly<Record<string, number | null>>>({})
  const [issues, setIssues] = useState<Readonly<Record<string, string>>>({})
  const quantityOf = ({ id, rest }: Position): number => (id in typed ? (typed[id] ?? 0) : rest)
  const inputs = object.actions.find(({ name }) => name === action)?.input ?? {}
  const total = positions.reduce((sum, one) => sum + quantityOf(one), 0)
  const submit = () => {
    const written = Object.fromEntries(
      fields.filter((name) => inputs[name]).map((name) => [name, toWriting(values[name] ?? null, inputs[name]!)]),
    )
    const quantities = Object.fromEntries(positions.filter((one) => quantityOf(one) > 0).map((one) => [one.id, quantityOf(one)]))
    run.mutate(
      { id: row.id, input: { ...written, quantities } },
      {
        onSuccess: ({ result, changeSet }) => {
          showDone(done.text, changeSet)
          void navigate({ to: recordAddress(done.plural, String((result as Record<string, unknown>)[done.field])) as never })
        },
        onError: (problem) => {
          const found = isProblem(problem) ? problem.issues : []
          setIssues(Object.fromEntries(found.map(({ path, detail }) => [path, detail])))
          if (found.length === 0) showProblem(problem)
        },
      },
    )
  }
  return (
    <div className="zk-move">
      <h1>
        {heading} <AppLink to={recordAddress(object.plural, row.id)}>{String(row.number ?? '')}</AppLink>
      </h1>
      <div className="zk-goods-place">
        <table className="zk-goods">
          <thead>
            <tr>
              <th>{say('orders.move.position')}</th>
              {columns.map((column) => (
                <th key={column} className="zk-number">
                  {column}
                </th>
              ))}
              <th className="zk-number">{say('orders.move.now')}</th>
            </tr>
          </thead>
          <tbody>
            {positions.map((one) => (
              <tr key={one.id}>
                <td>{one.name}</td>
                {one.beside.map((value, i) => (
                  <td key={columns[i]} className="zk-number">
                    {value === null ? '–' : format.number(value)}
                  </td>
                ))}
                <td className="zk-number">
                  <InputNumber
                    aria-label={`${one.name} ${say('orders.move.now')}`}
                    min={0}
                    max={one.rest}
                    precision={Number.isInteger(one.rest) ? 0 : 4}
                    value={quantityOf(one)}
                    disabled={one.rest <= 0}
                    onChange={(value) => setTyped({ ...typed, [one.id]: value })}
                  />{' '}
                  {one.unit}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="zk-move-fields">
        {fields.flatMap((name) =>
          inputs[name] ? (
            <FormField
              key={name}
              field={inputs[name]}
              object={object.name}
              values={values}
              issue={issues[name]}
              onChange={(value) => {
                const next = { ...values, [name]: value }
                setValues(next)
                onValues?.(next)
              }}
            />
          ) : (
            []
          ),
        )}
      </div>
      <div className="zk-row">
        <Button type="primary" disabled={total <= 0} loading={run.isPending} onClick={submit}>
          {heading}
        </Button>
        <Button onClick={() => void navigate({ to: recordAddress(object.plural, row.id) as never })}>{say('orders.move.back')}</Button>
      </div>
    </div>
  )
}
