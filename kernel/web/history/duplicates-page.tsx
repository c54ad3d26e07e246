import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Switch } from 'antd'
import { Merge, ScanSearch } from 'lucide-react'
import { call, read } from '../data/api.ts'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { Problem } from '../data/problem.ts'
import { keys, queryClient } from '../data/query-client.ts'
import { startRun, useRuns } from '../data/runs.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { FormField } from '../views/form/form-field.tsx'
import '../views/object-page.css'
import './duplicates.css'

type Twin = Readonly<{ id: string; title: string | null; owner: string | null; createdAt: string; updatedAt: string; why: string | null }>
type Group = Readonly<{ id: string; sure: boolean; by: readonly string[]; spoken?: true; foundAt: string; records: readonly Twin[] }>
type Page = Readonly<{ rows: readonly Group[]; next: string | null }>

const mostMerged = 5
const keyOf = (object: ObjectMeta) => [...keys.object(object.name), 'duplicate groups'] as const

function useGroups(object: ObjectMeta) {
  return useInfiniteQuery({
    queryKey: keyOf(object),
    queryFn: ({ pageParam, signal }) => read<Page>(`/${object.plural}/duplicates`, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

function GroupCard({ object, group }: Readonly<{ object: ObjectMeta; group: Group }>) {
  const say = useTexts()
  const format = useFormat()
  const apart = useMutation<string | null, Problem>({
    mutationFn: async () =>
      (await call('POST', `/${object.plural}/duplicates/distinct`, { body: { records: group.records.map(({ id }) => id) } })).changeSet,
    onSuccess: (changeSet) => {
      showDone(say('duplicates.distinct.done'), changeSet)
      void queryClient.invalidateQueries({ queryKey: keyOf(object) })
    },
    onError: showProblem,
  })
  const ids = group.records.slice(0, mostMerged).map(({ id }) => id)
  return (
    <li className="zk-card zk-twins">
      <header className="zk-row">
        <Tag color={group.sure ? 'amber' : 'grey'}>{say(group.sure ? 'duplicates.sure' : 'duplicates.maybe')}</Tag>
        <span className="zk-second zk-small">
          {say(group.spoken ? 'form.similar.sounds' : 'duplicates.by', {
            fields: group.by.map((name) => object.fields[name]?.label ?? name).join(' · '),
          })}
        </span>
      </header>
      <ul>
        {group.records.map((twin) => (
          <li key={twin.id}>
            <AppLink to={recordAddress(object.plural, twin.id)} className="zk-strong">
              {twin.title || '—'}
            </AppLink>
            <span className="zk-second zk-small">{[twin.owner, format.momentRelative(twin.updatedAt)].filter(Boolean).join(' · ')}</span>
            {twin.why && <q className="zk-small">{twin.why}</q>}
          </li>
        ))}
      </ul>
      <footer className="zk-row">
        <AppLink to={`/o/${object.plural}/merge`} search={{ ids: ids.join(',') }} className="zk-twins-merge">
          <Merge size={14} strokeWidth={1.5} aria-hidden="true" /> {say('duplicates.compare')}
        </AppLink>
        <Button size="small" loading={apart.isPending} onClick={() => apart.mutate()}>
          {say('duplicates.distinct')}
        </Button>
      </footer>
    </li>
  )
}

function Groups({ object }: Readonly<{ object: ObjectMeta }>) {
  const say = useTexts()
  const query = useGroups(object)
  if (query.error) return <PageProblem error={query.error} />
  if (!query.data) return <SkeletonLines lines={6} />
  const groups = query.data.pages.flatMap(({ rows }) => rows)
  if (groups.length === 0) return <EmptyState icon="copy" title={say('duplicates.none')} why={say('duplicates.none.why')} />
  return (
    <>
      <ul className="zk-twins-list">
        {groups.map((group) => (
          <GroupCard key={group.id} object={object} group={group} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('duplicates.more')}
        </Button>
      )}
    </>
  )
}

type Setting = Readonly<{
  discloseOwner: boolean | null
  blockSure: boolean | null
  blockElse: readonly string[] | null
  passRoles: readonly string[] | null
  sureElse: readonly string[] | null
}>
const settingKey = ['o', 'duplicateSetting', 'one'] as const

/** What holds in the workspace: whether it is told whose hidden duplicates are, and whether sure ones are refused. */
function Settings({ object }: Readonly<{ object: ObjectMeta }>) {
  const passRoles = useMeta().objects.duplicateSetting?.fields.passRoles
  const { data: setting, isSuccess } = useQuery({
    queryKey: settingKey,
    queryFn: async () =>
      (await read<Readonly<{ rows: readonly (Setting & { id: string })[] }>>('/duplicate-settings', { limit: 1, fields: '*' })).rows[0] ??
      null,
  })
  const save = useMutation<unknown, Problem, Partial<Setting>>({
    mutationFn: (to) =>
      setting
        ? call('PATCH', `/duplicate-settings/${setting.id}`, { body: to })
        : call('POST', '/duplicate-settings', { body: { name: 'workspace', ...to } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: settingKey }),
    onError: showProblem,
  })
  const others = setting?.blockElse ?? []
  const isElse = others.includes(object.name)
  const isAll = setting?.blockSure === true
  const turned = isElse ? others.filter((name) => name !== object.name) : [...others, object.name]
  const row = { isOff: !isSuccess || save.isPending }
  return (
    <>
      <SettingSwitch
        {...row}
        id="disclose-owner"
        isOn={setting?.discloseOwner === true}
        text="duplicates.disclose"
        onChange={(discloseOwner) => save.mutate({ discloseOwner })}
      />
      <SettingSwitch
        {...row}
        id="block-sure"
        isOn={isAll !== isElse}
        text="duplicates.block"
        words={{ objects: object.labelPlural }}
        onChange={() => save.mutate({ blockElse: turned })}
      />
      <SettingSwitch
        {...row}
        id="block-all"
        isOn={isAll}
        text="duplicates.block.all"
        // What was said of this object stays as it is.
        onChange={(blockSure) => save.mutate({ blockSure, blockElse: turned })}
      />
      <SureWays object={object} turned={setting?.sureElse ?? []} isOff={row.isOff} onChange={(sureElse) => save.mutate({ sureElse })} />
      {passRoles && (isAll || others.length > 0) && (
        <div className="zk-twins-roles">
          <FormField
            field={passRoles}
            object="duplicateSetting"
            values={{ passRoles: setting?.passRoles ?? [] }}
            onChange={(roles) => save.mutate({ passRoles: (roles as string[] | null) ?? [] })}
          />
        </div>
      )}
    </>
  )
}

type WaysProps = Readonly<{ object: ObjectMeta; turned: readonly string[]; isOff: boolean; onChange(turned: readonly string[]): void }>

/** Which ways to tell duplicates by are sure by themselves. */
function SureWays({ object, turned, isOff, onChange }: WaysProps) {
  const say = useTexts()
  const ways = object.ways ?? []
  const turn = (name: string) => onChange(turned.includes(name) ? turned.filter((one) => one !== name) : [...turned, name])
  return (
    <fieldset className="zk-twins-ways">
      <legend>
        {say('duplicates.ways', { objects: object.labelPlural })} <span className="zk-second zk-small">{say('duplicates.ways.why')}</span>
      </legend>
      {ways.map(({ name, by, sure }) => (
        <Checkbox key={name} checked={sure !== turned.includes(name)} disabled={isOff} onChange={() => turn(name)}>
          {by.map((field) => object.fields[field]?.label ?? field).join(' + ')}
        </Checkbox>
      ))}
    </fieldset>
  )
}

type SwitchProps = Readonly<{
  id: string
  isOn: boolean
  isOff: boolean
  text: 'duplicates.disclose' | 'duplicates.block' | 'duplicates.block.all'
  words?: Readonly<Record<string, string>>
  onChange(isOn: boolean): void
}>

function SettingSwitch({ id, isOn, isOff, text, words = {}, onChange }: SwitchProps) {
  const say = useTexts()
  return (
    <label className="zk-twins-disclose" htmlFor={id}>
      <Switch id={id} size="small" checked={isOn} disabled={isOff} onChange={onChange} />
      <span>
        {say(text, words)}
        {text !== 'duplicates.block.all' && <span className="zk-second zk-small"> {say(`${text}.why`)}</span>}
      </span>
    </label>
  )
}

/** Records that most likely are the same, in groups: compare and merge them, or say that they are not. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const navigate = useNavigate()
  const { object: wanted } = useSearch({ strict: false }) as { object?: string }
  const runs = useRuns()
  const objects = Object.values(meta.objects).filter(({ duplicates, may }) => (duplicates?.length ?? 0) > 0 && may.update && may.remove)
  const object = objects.find(({ name }) => name === wanted) ?? objects[0]
  if (!object) return <EmptyState isPage icon="shield" title={say('page.forbidden')} why={say('page.forbidden.why')} />
  const isLooking = runs.some((run) => run.do === 'find' && run.object === object.name && ['queued', 'running'].includes(run.state))
  return (
    <div className="zk-twins-page">
      <header className="zk-twins-head">
        <h1>{say('page.kernel.duplicates')}</h1>
        <div className="zk-tabs" role="tablist" aria-label={say('duplicates.objects')}>
          {objects.map((one) => (
            <button
              key={one.name}
              type="button"
              role="tab"
              aria-selected={one.name === object.name}
              className="zk-tab"
              onClick={() => void navigate({ to: '/duplicates' as never, search: { object: one.name } as never })}
            >
              {one.labelPlural}
            </button>
          ))}
        </div>
        <span className="zk-grow" />
        <Button
          type="primary"
          icon={<ScanSearch size={16} strokeWidth={1.5} aria-hidden="true" />}
          loading={isLooking}
          onClick={() => void startRun(`/${object.plural}/bulk`, { do: 'find' }).catch(showProblem)}
        >
          {say('duplicates.find')}
        </Button>
      </header>
      {meta.objects.duplicateSetting?.may.update && <Settings object={object} />}
      <Groups key={object.name} object={object} />
    </div>
  )
}
