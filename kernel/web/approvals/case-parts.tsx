import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { Person } from '../parts/avatar.tsx'
import { Tag } from '../parts/tag.tsx'
import type { CaseHead, CaseState, Note, Task, WholeCase } from './approval-api.ts'
import { DiffersView } from './differs-view.tsx'

const colors: Readonly<Record<CaseState, string>> = { running: 'accent', approved: 'green', rejected: 'red', recalled: 'grey' }

export function StateTag({ one }: Readonly<{ one: Pick<CaseHead, 'state' | 'step'> }>) {
  const say = useTexts()
  if (one.state === 'running' && one.step === -1) return <Tag color="amber">{say('approval.state.returned')}</Tag>
  return <Tag color={colors[one.state]}>{say(`approval.state.${one.state}`)}</Tag>
}

/** Whose turn it is, and since when. */
export function TurnLine({ one }: Readonly<{ one: CaseHead }>) {
  const say = useTexts()
  const format = useFormat()
  if (one.state !== 'running' || !one.people?.length) return null
  const names = one.people.map(({ name }) => name).join(say('value.join'))
  return <span className="zk-second zk-small">{say('approval.turn', { names, since: format.momentRelative(one.since) })}</span>
}

/** The record that a case is about. */
export function RecordLink({ one }: Readonly<{ one: WholeCase }>) {
  const object = useMeta().objects[one.object]
  if (!object) return null
  return one.isReader ? <AppLink to={recordAddress(object.plural, one.record)}>{object.label}</AppLink> : <span>{object.label}</span>
}

type Line = Readonly<{ key: string; at: string; who: Task['person'] | null; words: string; text: string | null; note?: Note }>

/** Everything that was decided and said, oldest first. */
export function CaseLog({ one }: Readonly<{ one: WholeCase }>) {
  const say = useTexts()
  const format = useFormat()
  const begun: Line = { key: 'begun', at: one.createdAt, who: one.submitter, words: say('approval.log.submitted'), text: null }
  const decided = one.tasks.filter(({ decidedAt, state }) => decidedAt && state !== 'handedOver')
  const lines: readonly Line[] = [
    begun,
    ...decided.map((task) => taskLine(task, say)),
    ...one.notes.filter(({ kind }) => kind !== 'returned').map((note) => noteLine(note, say)),
  ]
  return (
    <ul className="zk-case-log">
      {lines
        .toSorted((a, b) => a.at.localeCompare(b.at))
        .map(({ key, at, who, words, text, note }) => (
          <li key={key}>
            <span className="zk-row zk-case-log-line">
              {who && <Person id={who.id} name={who.name} />}
              <span>{words}</span>
              <span className="zk-grow" />
              <time className="zk-second zk-small" dateTime={at}>
                {format.momentRelative(at)}
              </time>
            </span>
            {text && <p className="zk-case-said">{text}</p>}
            {note && <Correction one={one} note={note} />}
          </li>
        ))}
    </ul>
  )
}

/** What waited before it was corrected, and what since. */
function Correction({ one, note: { differs = {}, input = {} } }: Readonly<{ one: WholeCase; note: Note }>) {
  const action = useMeta().objects[one.object]?.actions.find(({ name }) => name === one.action)
  // What an action was given shows in the record that it changes; where it does not, it is told by itself.
  const isSeen = Object.keys(differs).length > 0
  return <DiffersView object={one.object} differs={isSeen ? differs : input} {...(isSeen || !action ? {} : { fields: action.input })} />
}

type Say = ReturnType<typeof useTexts>

function taskLine({ id, state, decidedAt, decidedBy, person, comment, stepName }: Task, say: Say): Line {
  const isFor = decidedBy && decidedBy.id !== person.id
  const words = say(`approval.did.${state}`, { step: stepName ?? '' })
  return {
    key: id,
    at: decidedAt!,
    who: decidedBy ?? person,
    words: isFor ? `${words} ${say('approval.for', { name: person.name })}` : words,
    text: comment,
  }
}

const noteLine = (note: Note, say: Say): Line => ({
  key: note.id,
  at: note.at,
  who: note.by,
  words: say(`approval.log.${note.kind}`, { name: note.person?.name ?? '' }),
  text: note.text,
  note,
})
