import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { Download, ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { showToast } from '../data/toasts.ts'
import { showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { RecordPicker } from '../fields/record-picker.tsx'
import { useDebounced } from '../fields/use-debounced.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { type AuditFilter, auditFileAddress, auditGroups, useAudit, useAuditMonths, useCheckChain } from './audit-api.ts'
import { AuditTable } from './audit-table.tsx'
import '../views/object-page.css'
import '../views/plain-table.css'
import './security.css'

const monthChoices = [6, 12, 24, 36, 60, 120]

function ChainButton() {
  const say = useTexts()
  const check = useCheckChain()
  const run = () =>
    check.mutate(undefined, {
      onError: showProblem,
      onSuccess: ({ broken, batches, entries }) =>
        showToast(
          broken
            ? { text: say('audit.chain.broken', { seq: broken.seq }), tone: 'error' }
            : { text: say('audit.chain.whole', { batches, entries }), tone: 'done' },
        ),
    })
  return (
    <Button icon={<ShieldCheck size={14} strokeWidth={1.5} aria-hidden="true" />} loading={check.isPending} onClick={run}>
      {say('audit.chain.check')}
    </Button>
  )
}

function KeepChoice() {
  const say = useTexts()
  const { months, isKnown, save } = useAuditMonths()
  const options = [...new Set([...monthChoices, months])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: say('audit.keep.months', { months: value }) }))
  return (
    <span className="zk-row zk-audit-keep">
      <label htmlFor="audit-months" className="zk-second zk-small">
        {say('audit.keep')}
      </label>
      <Select
        id="audit-months"
        value={months}
        options={options}
        disabled={!isKnown}
        loading={save.isPending}
        onChange={(value: number) =>
          save.mutate(value, {
            onError: showProblem,
            onSuccess: () => showToast({ text: say('audit.kept', { months: value }), tone: 'done' }),
          })
        }
      />
    </span>
  )
}

type FiltersProps = Readonly<{ filter: AuditFilter; onChange(to: AuditFilter): void }>

function Filters({ filter, onChange }: FiltersProps) {
  const say = useTexts()
  const meta = useMeta()
  const [words, setWords] = useState(filter.q ?? '')
  const settled = useDebounced(words.trim(), 300)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the words
  useEffect(() => {
    if (settled !== (filter.q ?? '')) onChange({ ...filter, q: settled })
  }, [settled])
  const kinds = Object.entries(auditGroups).map(([group, list]) => ({
    label: say(`audit.group.${group}`),
    options: list.map((kind) => ({ value: kind, label: say(`audit.kind.${kind}`) })),
  }))
  const person = meta.objects.member?.fields.department
  return (
    <div className="zk-audit-filters">
      <div className="zk-audit-filter">
        <span className="zk-small zk-second">{say('audit.what')}</span>
        <Select
          mode="multiple"
          maxTagCount="responsive"
          allowClear
          aria-label={say('audit.what')}
          placeholder={say('audit.kinds')}
          value={filter.kind?.split(',') ?? []}
          options={kinds}
          onChange={(list: string[]) => onChange({ ...filter, kind: list.join(',') })}
        />
      </div>
      <div className="zk-audit-filter">
        <span className="zk-small zk-second">{say('audit.who')}</span>
        {person && (
          <RecordPicker
            to="member"
            shape="round"
            field={{ ...person, name: 'person', label: say('audit.who'), required: false, options: { to: 'member' } }}
            object="member"
            place="filter"
            aria-label={say('audit.anybody')}
            value={filter.person ? { id: filter.person, title: null } : null}
            onChange={(value) => onChange({ ...filter, person: (value as { id: string } | null)?.id ?? '' })}
          />
        )}
      </div>
      <div className="zk-audit-filter">
        <span className="zk-small zk-second">{say('audit.words')}</span>
        <Input
          allowClear
          value={words}
          onChange={(event) => setWords(event.target.value)}
          placeholder={say('audit.find')}
          aria-label={say('audit.find')}
        />
      </div>
    </div>
  )
}

const readFilter = (search: Readonly<Record<string, unknown>>): AuditFilter =>
  Object.fromEntries(
    ['kind', 'person', 'q', 'record'].flatMap((name) =>
      typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
    ),
  )

/** Who opened, searched, exported what, who came in from where, whose rights changed. */
export function Page() {
  const say = useTexts()
  const navigate = useNavigate()
  const filter = readFilter(useSearch({ strict: false }) as Readonly<Record<string, unknown>>)
  const change = (to: AuditFilter) => void navigate({ to: '/admin/audit' as never, search: readFilter(to) as never, replace: true })
  const { rows, isPending, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(filter)
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.audit')}</h1>
        <span className="zk-grow" />
        <KeepChoice />
        <ChainButton />
        <Button href={auditFileAddress(filter)} icon={<Download size={14} strokeWidth={1.5} aria-hidden="true" />}>
          {say('audit.file')}
        </Button>
      </header>
      <Filters filter={filter} onChange={change} />
      <div className="zk-audit">
        {isPending && <SkeletonLines lines={10} />}
        {!isPending && rows.length === 0 && <EmptyState icon="shield" title={say('audit.none')} why={say('audit.none.why')} />}
        {rows.length > 0 && <AuditTable rows={rows} />}
        {hasNextPage && (
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('audit.older')}
          </Button>
        )}
      </div>
    </div>
  )
}
