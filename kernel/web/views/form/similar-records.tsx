import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { call } from '../../data/api.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { keys } from '../../data/query-client.ts'
import { showProblem } from '../../data/undo.ts'
import { toWriting } from '../../fields/type-of.ts'
import { useDebounced } from '../../fields/use-debounced.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { Tag } from '../../parts/tag.tsx'
import type { NoteState } from './use-note.ts'

export type Twin = Readonly<{
  id: string
  title: string | null
  owner: Readonly<{ id: string; title: string }> | null
  by: readonly string[]
  sure: boolean
  /** How likely, out of 100. */
  score: number
  /** It only sounds alike. */
  spoken?: true
}>
export type Twins = Readonly<{
  rows: readonly Twin[]
  hidden: Readonly<{
    count: number
    by: readonly string[]
    sure?: true
    free?: number
    owners?: readonly Readonly<{ id: string; title: string }>[]
  }>
}>

const quiet: readonly string[] = []

/** What of the form duplicates are told by, in writing shape, as text: the same text asks nothing anew. */
function useTold(object: ObjectMeta, values: Partial<Row>): string {
  const told = (object.duplicates ?? quiet).flatMap((name) => {
    const field = object.fields[name]
    const value = values[name]
    return field && value !== null && value !== undefined && value !== '' ? [[name, toWriting(value, field)] as const] : []
  })
  return useDebounced(JSON.stringify(Object.fromEntries(told)), 350)
}

const isSure = ({ rows, hidden }: Twins): boolean => hidden.sure === true || rows.some(({ sure }) => sure)

/**
 * Records that most likely are the same as the one being typed; of those out of reach only that they are there. Whoever makes another one although
 * one surely is the same says why; that stands in its history and in the duplicates.
 */
export function SimilarRecords({ object, values, note }: Readonly<{ object: ObjectMeta; values: Partial<Row>; note: NoteState }>) {
  const say = useTexts()
  const told = useTold(object, values)
  const { data } = useQuery({
    queryKey: [...keys.object(object.name), 'duplicates', told],
    queryFn: async ({ signal }) =>
      (await call<Twins>('POST', `/${object.plural}/duplicates`, { body: { values: JSON.parse(told) as object }, signal })).body,
    enabled: told !== '{}',
    retry: false,
  })
  const mustSay = told !== '{}' && data !== undefined && isSure(data)
  const { ask } = note
  useEffect(() => ask(mustSay))
  if (!data || data.rows.length + data.hidden.count === 0) return null
  return (
    <div className="zk-form-note zk-form-similar" role="status">
      <span className="zk-nowrap">{say('form.similar')}</span>
      <TwinList object={object} twins={data} asked={JSON.parse(told) as Readonly<Record<string, unknown>>} />
      {mustSay && <WhyAnother note={note} />}
    </div>
  )
}

function WhyAnother({ note }: Readonly<{ note: NoteState }>) {
  const say = useTexts()
  const id = useId()
  return (
    <div className="zk-field zk-form-another">
      <label htmlFor={id}>{say('form.similar.another')}</label>
      <Input
        id={id}
        maxLength={300}
        value={note.text}
        {...(note.isMissing ? { status: 'error' as const } : {})}
        placeholder={say('form.similar.another.like')}
        onChange={({ target }) => note.set(target.value)}
      />
      {note.isMissing && (
        <span role="alert" className="zk-small">
          {say('form.similar.another.missing')}
        </span>
      )}
    </div>
  )
}

/** `asked`: what was looked for; whoever has one out of reach can then be asked for it. */
type TwinListProps = Readonly<{ object: ObjectMeta; twins: Twins; asked?: Readonly<Record<string, unknown>> }>

/** Records that look the same, by what they do. */
export function TwinList({ object, twins: { rows, hidden }, asked }: TwinListProps) {
  const say = useTexts()
  const labelsOf = (names: readonly string[]) => names.map((name) => object.fields[name]?.label ?? name).join(' · ')
  return (
    <ul className="zk-form-twins">
      {rows.slice(0, 5).map((twin) => (
        <li key={twin.id}>
          <AppLink to={recordAddress(object.plural, twin.id)} target="_blank" className="zk-clip zk-strong">
            {twin.title || '—'}
          </AppLink>
          <Tag color={twin.sure ? 'amber' : 'grey'}>
            {say(twin.sure ? 'form.similar.surely' : 'form.similar.likely', { score: twin.score })}
          </Tag>
          <span className="zk-small zk-second">
            {say(twin.spoken ? 'form.similar.sounds' : 'form.similar.by', { fields: labelsOf(twin.by) })}
            {twin.owner && ` · ${twin.owner.title}`}
          </span>
        </li>
      ))}
      {hidden.count > 0 && (
        <li className="zk-second">
          {say('form.similar.hidden', { count: hidden.count, fields: labelsOf(hidden.by) })}
          {hidden.free && ` · ${say('form.similar.free', { count: hidden.free })}`}
          {hidden.owners && ` · ${hidden.owners.map(({ title }) => title).join(say('value.join'))}`}
          {asked && hidden.count > (hidden.free ?? 0) && <AskAccess key={JSON.stringify(asked)} object={object} values={asked} />}
        </li>
      )}
    </ul>
  )
}

/** Asks whoever has a record out of reach for it, with a reason; what the record is stays untold. */
function AskAccess({ object, values }: Readonly<{ object: ObjectMeta; values: Readonly<Record<string, unknown>> }>) {
  const say = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [why, setWhy] = useState('')
  const send = useMutation<Readonly<{ asked: number }>, Problem>({
    mutationFn: async () =>
      (await call<{ asked: number }>('POST', `/${object.plural}/duplicates/ask`, { body: { values, why: why.trim() } })).body,
    onError: showProblem,
  })
  if (send.data) return <span role="status"> · {say('form.similar.asked', { count: send.data.asked })}</span>
  if (!isOpen)
    return (
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {say('form.similar.ask')}
      </Button>
    )
  const submit = () => why.trim() && send.mutate()
  return (
    <span className="zk-form-ask">
      <Input
        size="small"
        autoFocus
        maxLength={300}
        value={why}
        aria-label={say('form.similar.why')}
        placeholder={say('form.similar.why')}
        onChange={({ target }) => setWhy(target.value)}
        onPressEnter={(event) => {
          // The form around it is not to be saved.
          event.preventDefault()
          event.stopPropagation()
          submit()
        }}
      />
      <Button size="small" disabled={!why.trim()} loading={send.isPending} onClick={submit}>
        {say('form.similar.send')}
      </Button>
    </span>
  )
}
