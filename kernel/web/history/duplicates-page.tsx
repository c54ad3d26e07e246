import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Switch } from 'antd'
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
import '../views/object-page.css'
import './duplicates.css'

type Twin = Readonly<{ id: string; title: string | null; owner: string | null; createdAt: string; updatedAt: string }>
type Group = Readonly<{ id: string; sure: boolean; by: readonly string[]; foundAt: string; records: readonly Twin[] }>
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
          {say('duplicates.by', { fields: group.by.map((name) => object.fields[name]?.label ?? name).join(' · ') })}
        </span>
      </header>
      <ul>
        {group.records.map((twin) => (
          <li key={twin.id}>
            <AppLink to={recordAddress(object.plural, twin.id)} className="zk-strong">
              {twin.title || '—'}
            </AppLink>
            <span className="zk-second zk-small">{[twin.owner, format.momentRelative(twin.updatedAt)].filter(Boolean).join(' · ')}</span>
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

type Setting = Readonly<{ id: string; discloseOwner: boolean | null }>
const settingKey = ['o', 'duplicateSetting', 'one'] as const

/** Whether of hidden duplicates it is told whose they are. */
function DiscloseSwitch() {
  const say = useTexts()
  const { data: setting, isSuccess } = useQuery({
    queryKey: settingKey,
    queryFn: async () => (await read<Readonly<{ rows: readonly Setting[] }>>('/duplicate-settings', { limit: 1 })).rows[0] ?? null,
  })
  const save = useMutation<unknown, Problem, boolean>({
    mutationFn: (discloseOwner) =>
      setting
        ? call('PATCH', `/duplicate-settings/${setting.id}`, { body: { discloseOwner } })
        : call('POST', '/duplicate-settings', { body: { name: 'workspace', discloseOwner } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: settingKey }),
    onError: showProblem,
  })
  return (
    <label className="zk-twins-disclose" htmlFor="disclose-owner">
      <Switch
        id="disclose-owner"
        size="small"
        checked={setting?.discloseOwner === true}
        disabled={!isSuccess}
        loading={save.isPending}
        onChange={(isOn) => save.mutate(isOn)}
      />
      <span>
        {say('duplicates.disclose')}
        <span className="zk-second zk-small"> {say('duplicates.disclose.why')}</span>
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
      {meta.objects.duplicateSetting?.may.update && <DiscloseSwitch />}
      <Groups key={object.name} object={object} />
    </div>
  )
}
