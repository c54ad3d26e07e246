import { useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { Phone } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  AppLink,
  EmptyState,
  type LinkValue,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  useAction,
  useFormat,
  useList,
  useObject,
  useRow,
  useTexts,
} from '#kernel/web'
import './calls.css'

const outcomes = ['interested', 'undecided', 'declined', 'notReached', 'wrongNumber'] as const
const numbers = ['mobile', 'phone', 'workPhone'] as const
type Taken = Readonly<{ callEntry: string | null }>

/** One person of a list after the other: who it is, his numbers, what to say, what was said before, and what came of it. */
export function Page() {
  const say = useTexts()
  const { list = '' } = useSearch({ strict: false }) as { list?: string }
  const { data: row } = useRow('callList', list || undefined)
  const take = useAction<Taken>('calls.next', 'callList')
  const [entry, setEntry] = useState<string | null>(null)
  const [isOver, setIsOver] = useState(false)
  const ask = (skip: string | null = null) =>
    take.mutate(
      { id: list, input: skip ? { skip } : {} },
      {
        onSuccess: ({ result }) => {
          setEntry(result.callEntry)
          setIsOver(result.callEntry === null)
        },
        onError: (problem) => {
          setIsOver(true)
          showProblem(problem)
        },
      },
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first person is asked for once, when the page is opened
  useEffect(() => {
    if (list) ask()
  }, [list])
  if (!list) return <EmptyState isPage icon="phone" title={say('calls.no-list')} />
  return (
    <div className="zk-calls">
      <header className="zk-row">
        <h1>
          <AppLink to={recordAddress('call-lists', list)}>{String(row?.name ?? '')}</AppLink>
        </h1>
        <span className="zk-grow" />
        <span className="zk-meta">{say('calls.left', { count: Number(row?.toCall ?? 0) })}</span>
      </header>
      {isOver && <EmptyState icon="phone" title={say('calls.nobody-now')} />}
      {!isOver && !entry && <SkeletonLines lines={6} />}
      {entry && <Call key={entry} id={entry} script={String(row?.script ?? '')} onNext={() => ask()} onSkip={() => ask(entry)} />}
    </div>
  )
}

type CallProps = Readonly<{ id: string; script: string; onNext(): void; onSkip(): void }>

function Call({ id, script, onNext, onSkip }: CallProps) {
  const say = useTexts()
  const { data: entry } = useRow('callEntry', id)
  const of = entry?.lead ? 'lead' : 'contact'
  const person = (entry?.[of] ?? null) as LinkValue | null
  const { data: whom } = useRow(of, person?.id)
  const object = useObject(of)
  if (!entry || !whom) return <SkeletonLines lines={6} />
  const company = String(whom.company ?? (whom.account as LinkValue | null)?.title ?? '')
  const words = script.replaceAll('{name}', String(whom.name)).replaceAll('{company}', company)
  return (
    <>
      <section className="zk-card zk-calls-who" aria-label={String(whom.name)}>
        <h2>
          <AppLink to={recordAddress(of === 'lead' ? 'leads' : 'contacts', whom.id)}>{String(whom.name)}</AppLink>
          <span className="zk-meta">
            {' '}
            {[company, whom.title].filter(Boolean).join(' · ')}
            {Number(entry.attempts ?? 0) > 0 && ` · ${say('calls.attempts', { count: Number(entry.attempts) })}`}
          </span>
        </h2>
        <div className="zk-row zk-calls-numbers">
          {numbers.flatMap((name) => {
            const number = whom[name]
            // A masked number cannot be dialled.
            if (typeof number !== 'string' || number === '') return []
            if (object?.fields[name]?.right === 'masked') return [<span key={name}>{number}</span>]
            return [
              <Button
                key={name}
                type="primary"
                size="large"
                href={`tel:${number.replace(/[^+\d]/g, '')}`}
                icon={<Phone size={16} aria-hidden="true" />}
              >
                {number}
              </Button>,
            ]
          })}
        </div>
        {words && <p className="zk-calls-script">{words}</p>}
        <Before of={of} person={whom.id} />
      </section>
      <Outcome id={id} onNext={onNext} onSkip={onSkip} />
    </>
  )
}

/** What was said last. */
function Before({ of, person }: Readonly<{ of: string; person: string }>) {
  const say = useTexts()
  const format = useFormat()
  const { rows } = useList({
    object: 'followUp',
    filter: { [of]: person },
    sort: ['-happenedAt'],
    fields: ['summary', 'happenedAt'],
    limit: 3,
  })
  if (rows.length === 0) return null
  return (
    <div>
      <strong>{say('calls.before')}</strong>
      <ul className="zk-calls-before">
        {rows.map((row: Row) => (
          <li key={row.id}>
            <span className="zk-meta">{format.momentRelative(String(row.happenedAt))}</span> {String(row.summary ?? '')}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Outcome({ id, onNext, onSkip }: Omit<CallProps, 'script'>) {
  const say = useTexts()
  const note = useAction('calls.note', 'callEntry')
  const [words, setWords] = useState('')
  const [againAt, setAgainAt] = useState('')
  const save = (outcome: string) =>
    note.mutate(
      { id, input: { outcome, ...(words ? { words } : {}), ...(againAt ? { againAt } : {}) } },
      {
        onSuccess: ({ changeSet }) => {
          showDone(say('calls.noted'), changeSet)
          onNext()
        },
        onError: showProblem,
      },
    )
  return (
    <section className="zk-card zk-calls-outcome" aria-label={say('calls.came')}>
      <label htmlFor="call-words">
        {say('calls.words')}
        <Input.TextArea id="call-words" value={words} rows={3} maxLength={5_000} onChange={(event) => setWords(event.target.value)} />
      </label>
      <label htmlFor="call-again">
        {say('calls.again')}
        <DatePicker
          id="call-again"
          showTime={{ format: 'HH:mm' }}
          minDate={dayjs()}
          onChange={(moment) => setAgainAt(moment ? moment.toISOString() : '')}
        />
      </label>
      <div className="zk-calls-buttons" role="group" aria-label={say('calls.came')}>
        {outcomes.map((outcome) => (
          <Button key={outcome} size="large" loading={note.isPending} onClick={() => save(outcome)}>
            {say(`callEntry.outcome.${outcome}`)}
          </Button>
        ))}
        <Button size="large" type="text" onClick={onSkip}>
          {say('calls.skip')}
        </Button>
      </div>
    </section>
  )
}
