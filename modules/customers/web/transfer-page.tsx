import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  EmptyState,
  FormField,
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
import { heldOf, type TransferKind, transferKinds } from '../rules/transfer-kinds.ts'
import './people.css'

const most = 500
const usual = (kind: TransferKind): boolean => kind.part === 'open' || kind.object === 'contact'

/** Gives customers to somebody else: who gets them, and what of each goes along. */
export function Page() {
  const say = useTexts()
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const wanted = String(ids).split(',').filter(Boolean).slice(0, most)
  const account = useObject('account')
  const { rows, isPending } = useList(
    { object: 'account', filter: { id: { in: wanted } }, fields: ['id', 'name', 'owner'], limit: most },
    { enabled: Boolean(account) && wanted.length > 0 },
  )
  if (!account || wanted.length === 0) return <EmptyState isPage icon="building-2" title={say('customers.transfer.none')} />
  if (isPending) return <SkeletonLines lines={6} />
  return <Transfer account={account} rows={rows} />
}

function Transfer({ account, rows }: Readonly<{ account: ObjectMeta; rows: readonly Row[] }>) {
  const say = useTexts()
  const meta = useMeta()
  const navigate = useNavigate()
  const kinds = transferKinds(account.children, (name) => meta.objects[name]).filter(({ object }) => meta.objects[object]?.may.update)
  const [along, setAlong] = useState<readonly string[]>(() => kinds.filter(usual).map(({ key }) => key))
  const [to, setTo] = useState<LinkValue | null>(null)
  const [keepsReading, setKeepsReading] = useState(true)
  const run = useAction('customers.transfer-many')
  const input = account.actions.find(({ name }) => name === 'customers.transfer')?.input.to
  const only = rows.length === 1 ? rows[0] : undefined
  const back = () => void navigate({ to: (only ? recordAddress(account.plural, only.id) : listAddress(account.plural)) as never })
  const submit = () =>
    run.mutate(
      { input: { accounts: rows.map(({ id }) => id), to: to?.id, along: [...along], keepsReading } },
      {
        onSuccess: ({ changeSet }) => {
          showDone(say('customers.transfer.done', { count: rows.length, name: to?.title ?? '' }), changeSet)
          void navigate({ to: listAddress(account.plural) as never })
        },
        onError: showProblem,
      },
    )
  return (
    <div className="zk-transfer">
      <h1>{only ? say('customers.transfer.one', { name: String(only.name) }) : say('customers.transfer.many', { count: rows.length })}</h1>
      {!only && (
        <p className="zk-second">
          {rows.slice(0, 8).map((row) => (
            <AppLink key={row.id} to={recordAddress(account.plural, row.id)} className="zk-transfer-name">
              {String(row.name)}
            </AppLink>
          ))}
          {rows.length > 8 && '…'}
        </p>
      )}
      {input && (
        <FormField field={input} object="account" values={{ to }} autoFocus onChange={(value) => setTo(value as LinkValue | null)} />
      )}
      <fieldset className="zk-transfer-kinds">
        <legend>{say('customers.transfer.along')}</legend>
        {kinds.map((kind) => (
          <Kind
            key={kind.key}
            kind={kind}
            accounts={rows.map((row) => ({ id: row.id, owner: (row.owner as LinkValue | null)?.id ?? null }))}
            isOn={along.includes(kind.key)}
            onChange={(isOn) => setAlong(isOn ? [...along, kind.key] : along.filter((key) => key !== kind.key))}
          />
        ))}
      </fieldset>
      <Checkbox checked={keepsReading} onChange={({ target }) => setKeepsReading(target.checked)}>
        {say('customers.transfer.keeps-reading')}
      </Checkbox>
      <p className="zk-meta zk-small">{say('customers.transfer.only-owners')}</p>
      <div className="zk-row">
        <Button type="primary" disabled={!to} loading={run.isPending} onClick={submit}>
          {say('customers.transfer.do')}
        </Button>
        <Button onClick={back}>{say('customers.cancel')}</Button>
      </div>
    </div>
  )
}

type KindProps = Readonly<{
  kind: TransferKind
  accounts: readonly Readonly<{ id: string; owner: string | null }>[]
  isOn: boolean
  onChange(isOn: boolean): void
}>

/** One kind of what may go along, and how many of it there are. */
function Kind({ kind, accounts, isOn, onChange }: KindProps) {
  const say = useTexts()
  const format = useFormat()
  const objects = useObject(kind.object)?.labelPlural ?? kind.object
  const { data } = useCount({ object: kind.object, filter: heldOf(kind, accounts) }, { exact: true })
  return (
    <Checkbox checked={isOn} disabled={data?.value === 0} onChange={({ target }) => onChange(target.checked)} data-kind={kind.key}>
      {say(`customers.transfer.${kind.part}`, { objects })} <span className="zk-count">{data ? format.number(data.value) : '…'}</span>
    </Checkbox>
  )
}
