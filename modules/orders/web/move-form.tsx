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

type Typed = Readonly<Record<string, number | null>>
const quantityOf = (typed: Typed, { id, rest }: Position): number => (id in typed ? (typed[id] ?? 0) : rest)

/** How much of which position moves, and what goes with it; all that is left unless somebody says less. */
export function MoveForm(props: MoveFormProps) {
  const { action, object, row, heading, positions, fields, initial, onValues, done } = props
  const say = useTexts()
  const navigate = useNavigate()
  const run = useAction(action, object.name)
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(initial)
  const [typed, setTyped] = useState<Typed>({})
  const [issues, setIssues] = useState<Readonly<Record<string, string>>>({})
  const inputs = object.actions.find(({ name }) => name === action)?.input ?? {}
  const shown = fields.flatMap((name) => inputs[name] ?? [])
  const moving = positions.filter((one) => quantityOf(typed, one) > 0)
  const change = (name: string, value: unknown) => {
    const next = { ...values, [name]: value }
    setValues(next)
    onValues?.(next)
  }
  const submit = () => {
    const written = Object.fromEntries(shown.map((field) => [field.name, toWriting(values[field.name] ?? null, field)]))
    const quantities = Object.fromEntries(moving.map((one) => [one.id, quantityOf(typed, one)]))
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
      <Positions {...props} typed={typed} onType={(id, quantity) => setTyped({ ...typed, [id]: quantity })} />
      <div className="zk-move-fields">
        {shown.map((field) => (
          <FormField
            key={field.name}
            field={field}
            object={object.name}
            values={values}
            issue={issues[field.name]}
            onChange={(value) => change(field.name, value)}
          />
        ))}
      </div>
      <div className="zk-row">
        <Button type="primary" disabled={moving.length === 0} loading={run.isPending} onClick={submit}>
          {heading}
        </Button>
        <Button onClick={() => void navigate({ to: recordAddress(object.plural, row.id) as never })}>{say('orders.move.back')}</Button>
      </div>
    </div>
  )
}

type PositionsProps = Pick<MoveFormProps, 'columns' | 'positions'> &
  Readonly<{ typed: Typed; onType(id: string, quantity: number | null): void }>

/** The positions with what is known of each, and how much of it moves now. */
function Positions({ columns, positions, typed, onType }: PositionsProps) {
  const say = useTexts()
  const format = useFormat()
  return (
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
                  value={quantityOf(typed, one)}
                  disabled={one.rest <= 0}
                  onChange={(value) => onType(one.id, value)}
                />{' '}
                {one.unit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
