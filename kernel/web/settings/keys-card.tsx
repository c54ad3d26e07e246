import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { call, read } from '../data/api.ts'
import type { Problem } from '../data/problem.ts'
import { showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { type ApiKey, KeyLine } from '../security/key-line.tsx'

const keysKey = ['api-keys'] as const
type Wish = Readonly<{ name: string; verbs?: readonly string[]; objects?: readonly string[]; expiresAt?: string }>

/** What a key may do at most, as people choose it. */
const scopes: Readonly<Record<'all' | 'read' | 'write', readonly string[] | null>> = {
  all: null,
  read: ['read', 'export'],
  write: ['read', 'create', 'update', 'export'],
}
const dayChoices = [0, 30, 90, 365]
const dayMs = 86_400_000

function NewKey({ onMake, isPending }: Readonly<{ onMake(wish: Wish): void; isPending: boolean }>) {
  const say = useTexts()
  const meta = useMeta()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<keyof typeof scopes>('all')
  const [objects, setObjects] = useState<readonly string[]>([])
  const [days, setDays] = useState(365)
  const offered = Object.values(meta.objects)
    .filter((object) => !object.partOf)
    .map((object) => ({ value: object.name, label: object.labelPlural }))
  const verbs = scopes[scope]
  const wish: Wish = {
    name: name.trim(),
    ...(verbs ? { verbs } : {}),
    ...(objects.length > 0 ? { objects } : {}),
    ...(days > 0 ? { expiresAt: new Date(Date.now() + days * dayMs).toISOString() } : {}),
  }
  const make = () => {
    onMake(wish)
    setName('')
  }
  return (
    <form
      className="zk-settings-form zk-settings-key-form"
      onSubmit={(event) => {
        event.preventDefault()
        make()
      }}
    >
      <Input
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        placeholder={say('settings.keys.name')}
        aria-label={say('settings.keys.name')}
      />
      <Select
        value={scope}
        onChange={setScope}
        aria-label={say('settings.keys.scope')}
        options={(Object.keys(scopes) as (keyof typeof scopes)[]).map((value) => ({ value, label: say(`settings.keys.scope.${value}`) }))}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        value={[...objects]}
        onChange={(list: string[]) => setObjects(list)}
        options={offered}
        placeholder={say('settings.keys.objects')}
        aria-label={say('settings.keys.objects')}
      />
      <Select
        value={days}
        onChange={setDays}
        aria-label={say('settings.keys.days')}
        options={dayChoices.map((value) => ({
          value,
          label: value === 0 ? say('settings.keys.forever') : say('settings.keys.for', { days: value }),
        }))}
      />
      <Button htmlType="submit" disabled={!name.trim()} loading={isPending}>
        {say('settings.keys.create')}
      </Button>
    </form>
  )
}

/** API keys of this person; a new one is shown once. Without the right to have keys the card is not there. */
export function KeysCard() {
  const say = useTexts()
  const client = useQueryClient()
  const keys = useQuery({ queryKey: keysKey, queryFn: () => read<{ rows: readonly ApiKey[] }>('/keys'), retry: false })
  const refresh = () => client.invalidateQueries({ queryKey: keysKey })
  const create = useMutation<{ key: string }, Problem, Wish>({
    mutationFn: async (body) => (await call<{ key: string }>('POST', '/keys', { body })).body,
    onSuccess: refresh,
    onError: showProblem,
  })
  const revoke = useMutation<unknown, Problem, string>({
    mutationFn: (id) => call('DELETE', `/keys/${id}`),
    onSuccess: refresh,
    onError: showProblem,
  })
  if (!keys.data) return null
  return (
    <section className="zk-card zk-settings-card" id="keys">
      <h2 className="zk-card-head">{say('settings.keys')}</h2>
      <p className="zk-settings-text">{say('settings.keys.text')}</p>
      {create.data && (
        <p className="zk-settings-key" role="status">
          {say('settings.keys.once')} <code className="zk-code">{create.data.key}</code>
        </p>
      )}
      {keys.data.rows.map((key) => (
        <KeyLine key={key.id} of={key} isPending={revoke.isPending && revoke.variables === key.id} onRevoke={() => revoke.mutate(key.id)} />
      ))}
      <NewKey onMake={(wish) => create.mutate(wish)} isPending={create.isPending} />
    </section>
  )
}
