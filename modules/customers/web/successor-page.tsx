import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Radio, Select } from 'antd'
import { useState } from 'react'
import {
  EmptyState,
  type LinkValue,
  listAddress,
  type ObjectMeta,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  useAction,
  useCount,
  useFormat,
  useList,
  useMeta,
  useObject,
  useTexts,
} from '#kernel/web'
import { type OpenRole, openRoles } from '../rules/open-roles.ts'
import './people.css'

const mostPeople = 200
const nobody = ''

/** A contact leaves: where he still has a part, and who of the customer takes over. */
export function Page() {
  const say = useTexts()
  const { ids = '', becomes } = useSearch({ strict: false }) as { ids?: string; becomes?: string }
  const contact = useObject('contact')
  const id = String(ids).split(',')[0] ?? ''
  const { rows, isPending } = useList(
    { object: 'contact', filter: { id }, fields: ['id', 'name', 'account', 'leftOn'], limit: 1 },
    { enabled: Boolean(contact) && id !== '' },
  )
  if (!contact || id === '') return <EmptyState isPage icon="contact-round" title={say('customers.successor.none')} />
  if (isPending) return <SkeletonLines lines={6} />
  const [row] = rows
  if (!row) return <EmptyState isPage icon="contact-round" title={say('customers.successor.none')} />
  return <Successor contact={contact} row={row} begins={becomes === 'removed' ? 'removed' : 'left'} />
}

type SuccessorProps = Readonly<{ contact: ObjectMeta; row: Row; begins: 'left' | 'removed' }>

function Successor({ contact, row, begins }: SuccessorProps) {
  const say = useTexts()
  const meta = useMeta()
  const navigate = useNavigate()
  const [becomes, setBecomes] = useState<'left' | 'removed'>(begins)
  const [successor, setSuccessor] = useState<string | null>(null)
  const run = useAction<{ moved: number }>('customers.succeed', 'contact')
  const account = row.account as LinkValue | null
  const roles = openRoles(contact.children, (name) => meta.objects[name]).filter(({ object }) => meta.objects[object]?.may.read)
  const people = useList({ object: 'contact', filter: ofSame(row.id, account), fields: ['id', 'name', 'title'], limit: mostPeople })
  const choices = [
    ...people.rows.map((one) => ({ value: one.id, label: [one.name, one.title].filter(Boolean).join(' · ') })),
    { value: nobody, label: say('customers.successor.nobody') },
  ]
  const submit = () =>
    run.mutate(
      { id: row.id, input: { becomes, ...(successor ? { successor } : {}), nobody: successor === nobody } },
      {
        onSuccess: ({ changeSet, result }) => {
          showDone(say(`customers.successor.${becomes}.done`, { name: String(row.name), count: result.moved }), changeSet)
          const to = becomes === 'removed' ? listAddress(contact.plural) : recordAddress(contact.plural, row.id)
          void navigate({ to: to as never, replace: true })
        },
        onError: showProblem,
      },
    )
  return (
    <div className="zk-transfer">
      <h1>{say('customers.successor.title', { name: String(row.name) })}</h1>
      <Radio.Group value={becomes} onChange={({ target }) => setBecomes(target.value)}>
        <Radio value="left">{say('customers.successor.left')}</Radio>
        {contact.may.remove && <Radio value="removed">{say('customers.successor.removed')}</Radio>}
      </Radio.Group>
      <fieldset className="zk-transfer-kinds">
        <legend>{say('customers.successor.where')}</legend>
        <ul className="zk-successor-roles">
          {roles.map((role) => (
            <Role key={`${role.object} ${role.by}`} role={role} id={row.id} />
          ))}
        </ul>
      </fieldset>
      <label htmlFor="successor" className="zk-strong">
        {say('customers.successor.who')}
      </label>
      <Select
        id="successor"
        value={successor}
        options={choices}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={say('customers.successor.choose', { account: account?.title ?? '' })}
        onChange={setSuccessor}
      />
      <p className="zk-meta zk-small">{say('customers.successor.why')}</p>
      <div className="zk-row">
        <Button type="primary" danger={becomes === 'removed'} loading={run.isPending} disabled={successor === null} onClick={submit}>
          {say(`customers.successor.${becomes}.do`)}
        </Button>
        <Button onClick={() => void navigate({ to: recordAddress(contact.plural, row.id) as never })}>{say('customers.cancel')}</Button>
      </div>
    </div>
  )
}

/** Those of the same customer who are still there. */
const ofSame = (id: string, account: LinkValue | null) => ({
  and: [
    { id: { ne: id }, leftOn: { empty: true } },
    account ? { or: [{ account: account.id }, { affiliations: { some: { account: account.id } } }] } : { account: { empty: true } },
  ],
})

/** One kind of work and how much of it there is. */
function Role({ role: { object, by, filter }, id }: Readonly<{ role: OpenRole; id: string }>) {
  const say = useTexts()
  const format = useFormat()
  const known = useObject(object)
  const { data } = useCount({ object, filter: { and: [{ [by]: id }, filter] } }, { exact: true })
  if (!known || !data || data.value === 0) return null
  const field = known.fields[by]?.label ?? ''
  return (
    <li data-role={object}>
      {say('customers.successor.role', { objects: known.labelPlural, field })} <span className="zk-count">{format.number(data.value)}</span>
    </li>
  )
}
