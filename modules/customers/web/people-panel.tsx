import { Button, Select } from 'antd'
import { useState } from 'react'
import {
  EmptyState,
  type PanelProps,
  type Row,
  SkeletonLines,
  showDone,
  showProblem,
  useList,
  useObject,
  useSave,
  useTexts,
} from '#kernel/web'
import { idsWithin, type Place, peopleTree } from './people-tree.ts'
import { PersonBox } from './person-box.tsx'
import './people.css'

const fields = ['id', 'name', 'title', 'department', 'isPrimary', 'account', 'reportsTo']
const most = 200

/** Who at the customer reports to whom, those who work there beside another customer among them. Dragging a person onto another makes him his superior. */
export function Panel({ row: account }: PanelProps) {
  const say = useTexts()
  const contact = useObject('contact')
  const save = useSave('contact')
  const [asked, setAsked] = useState<Place | null>(null)
  const filter = { or: [{ account: account.id }, { affiliations: { some: { account: account.id } } }] }
  const { rows, isPending } = useList({ object: 'contact', filter, sort: ['name'], fields, limit: most }, { enabled: Boolean(contact) })
  if (isPending) return <SkeletonLines lines={4} />
  if (rows.length === 0) return <EmptyState icon="contact-round" title={say('customers.nobody')} why={say('customers.nobody-why')} />
  const mayChange = contact?.may.update === true && contact.fields.reportsTo?.right === 'write'
  const move = (id: string, to: Row | null) => {
    setAsked(null)
    save.mutate(
      { id, values: { reportsTo: to?.id ?? null } },
      { onSuccess: ({ changeSet }) => showDone(say('customers.moved'), changeSet), onError: showProblem },
    )
  }
  const draw = (places: readonly Place[]) => (
    <ul className="zk-people">
      {places.map((place) => (
        <li key={place.key}>
          <PersonBox
            place={place}
            at={account.id}
            {...(mayChange
              ? { onAsk: () => setAsked(place), onDrop: (id: string) => !idsWithin(place).includes(id) && move(id, place.row) }
              : {})}
          />
          {asked?.key === place.key && (
            <SuperiorChoice place={place} people={rows} onPick={(to) => move(place.key, to)} onClose={() => setAsked(null)} />
          )}
          {place.below.length > 0 && draw(place.below)}
        </li>
      ))}
    </ul>
  )
  return <div data-people>{draw(peopleTree(rows))}</div>
}

type ChoiceProps = Readonly<{ place: Place; people: readonly Row[]; onPick(to: Row | null): void; onClose(): void }>

/** The same without dragging: for keyboards and phones. */
function SuperiorChoice({ place, people, onPick, onClose }: ChoiceProps) {
  const say = useTexts()
  const within = idsWithin(place)
  const options = people.filter(({ id }) => !within.includes(id)).map(({ id, name }) => ({ value: id, label: String(name) }))
  return (
    <div className="zk-people-choice">
      <Select<string>
        autoFocus
        defaultOpen
        showSearch={{ optionFilterProp: 'label' }}
        className="zk-fullwidth"
        placeholder={say('contact.reportsTo')}
        aria-label={say('contact.reportsTo')}
        options={[{ value: '', label: say('customers.nobody-above') }, ...options]}
        onChange={(id) => onPick(people.find((one) => one.id === id) ?? null)}
      />
      <Button onClick={onClose}>{say('customers.cancel')}</Button>
    </div>
  )
}
