import { Button, Input } from 'antd'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTitles } from '../fields/record-titles.tsx'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { type Erasure, useErasePerson, useErasures, useTurnErasure } from './person-api.ts'

/** What stays and what goes, and the word that has to be typed before it goes. */
export function ErasePerson({ asked, word, records }: Readonly<{ asked: string; word: string; records: readonly string[] }>) {
  const say = useTexts()
  const [typed, setTyped] = useState('')
  const erase = useErasePerson()
  return (
    <section className="zk-subject-erase">
      <h2>{say('person.erase')}</h2>
      <p>{say('person.erase.what', { count: records.length })}</p>
      <p>{say('person.erase.never')}</p>
      <label htmlFor="person-confirm">{say('person.erase.type', { word })}</label>
      <div className="zk-row zk-subject-ask">
        <Input id="person-confirm" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Button
          danger
          type="primary"
          icon={<Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />}
          disabled={typed !== word || erase.isSuccess}
          loading={erase.isPending}
          onClick={() => erase.mutate({ q: asked, records, confirm: typed }, { onError: showProblem })}
        >
          {say('person.erase.now')}
        </Button>
      </div>
    </section>
  )
}

function Proof({ of }: Readonly<{ of: Erasure }>) {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const turn = useTurnErasure()
  const isUnderWay = of.state === 'queued' || of.state === 'running'
  const [name] = useTitles('member', of.by ? [of.by] : [])
  const nameOf = (place: string) => meta.objects[place]?.labelPlural ?? say(`person.place.${place in places ? place : 'other'}`)
  const parts = Object.entries(of.counts).map(([place, count]) => `${nameOf(place)} ${format.number(count)}`)
  return (
    <li>
      <p>
        <time dateTime={of.at}>{format.moment(of.at)}</time> · {name ?? ''} ·{' '}
        {isUnderWay || of.state === 'stopped'
          ? say(isUnderWay ? 'person.erasing' : 'person.erase.stopped', { done: of.done, total: of.total })
          : say(of.state === 'done' ? 'person.erased' : 'person.erase.failed')}
        {of.state !== 'done' && (
          <Button
            size="small"
            type="link"
            loading={turn.isPending}
            onClick={() => turn.mutate({ id: of.id, turn: of.state === 'stopped' ? 'resume' : 'stop' }, { onError: showProblem })}
          >
            {say(of.state === 'stopped' ? 'person.erase.resume' : 'person.erase.stop')}
          </Button>
        )}
      </p>
      {parts.length > 0 && <p className="zk-second zk-small">{parts.join(' · ')}</p>}
      {of.state === 'done' && of.hash && (
        <p className="zk-second zk-small zk-subject-hash">{say('person.proof', { batch: of.batch ?? 0, hash: of.hash })}</p>
      )}
    </li>
  )
}

const places: Readonly<Record<string, true>> = { audit: true, change: true, files: true, importFiles: true, import_failure: true }

/** Proofs of who was erased when and by whom; of the person they say nothing. */
export function Erasures() {
  const say = useTexts()
  const { data } = useErasures()
  if (!data || data.length === 0) return null
  return (
    <section aria-live="polite">
      <h2>{say('person.erasures')}</h2>
      <ul className="zk-subject-proofs">
        {data.map((one) => (
          <Proof key={one.id} of={one} />
        ))}
      </ul>
    </section>
  )
}
