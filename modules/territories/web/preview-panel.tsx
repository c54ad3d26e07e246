import {
  AppLink,
  type LinkValue,
  listAddress,
  type PanelProps,
  type Row,
  recordAddress,
  SkeletonLines,
  toAmount,
  useAggregate,
  useFormat,
  useList,
  useMeta,
  useTexts,
} from '#kernel/web'
import { exceptions } from '../objects/territory-place.ts'
import { type Figures, type Line, linesOf, none } from './preview-lines.ts'
import './preview.css'

const measures = {
  customers: 'count',
  openDeals: { sum: 'openDeals' },
  pipeline: { sum: 'pipeline' },
  wonLastYear: { sum: 'wonLastYear' },
} as const

/** What a plan would change, as its last preview found it: by territory and by person, before and after; each figure opens its customers. */
export function Panel({ row: model }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { rows, isPending } = useList({
    object: 'territoryRun',
    filter: { model: model.id, task: 'preview' },
    sort: ['-createdAt'],
    fields: ['id', 'state', 'looked', 'total', 'moved', 'createdAt'],
    limit: 1,
  })
  const [run] = rows
  if (isPending) return <SkeletonLines lines={4} />
  if (!run) return <p className="zk-meta">{say('territories.preview.none')}</p>
  const progress = {
    looked: format.number(Number(run.looked)),
    total: format.number(Number(run.total)),
    moved: format.number(Number(run.moved)),
  }
  return (
    <div className="zk-recut" data-recut={String(run.state)}>
      <p className="zk-meta">
        <AppLink to={recordAddress('territory-runs', run.id)}>
          {say(run.state === 'done' ? 'territories.preview.done' : 'territories.preview.running', progress)}
        </AppLink>
      </p>
      {run.state === 'done' && (
        <>
          <Exceptions run={run.id} />
          <Territories run={run.id} model={model.id} />
          <Cut run={run.id} head={say('territories.preview.person')} before="ownerBefore" after="ownerAfter" />
        </>
      )}
    </div>
  )
}

/** What somebody should look at before the plan holds. */
function Exceptions({ run }: Readonly<{ run: string }>) {
  const say = useTexts()
  const format = useFormat()
  const each = Object.fromEntries(exceptions.map((key) => [key, { count: 'id', filter: { exceptions: { has: key } } }]))
  const { data } = useAggregate({ object: 'territoryPlace', measures: each, filter: { run } })
  const [figures] = data?.rows ?? []
  return (
    <ul className="zk-recut-exceptions">
      {exceptions.map((key) => (
        <li key={key}>
          <AppLink to={listAddress('territory-places')} search={{ filter: { run, exceptions: { has: key } } }}>
            {say(`territoryPlace.exceptions.${key}`)}: {figures ? format.number(Number(figures[key])) : '…'}
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

/** Territories of the plan stand beside those that they go on from. */
function Territories({ run, model }: Readonly<{ run: string; model: string }>) {
  const say = useTexts()
  const { rows } = useList({ object: 'territory', filter: { model }, sort: ['priority'], fields: ['id', 'name', 'copiedFrom'], limit: 500 })
  return <Cut run={run} head={say('territory')} before="before" after="after" territories={rows} />
}

type CutProps = Readonly<{ run: string; head: string; before: string; after: string; territories?: readonly Row[] }>

function Cut({ run, head, before, after, territories = [] }: CutProps) {
  const say = useTexts()
  const ask = (by: string) => ({ object: 'territoryPlace', by: [by], measures, filter: { run }, limit: 500 })
  const [was, is] = [useAggregate(ask(before)).data?.rows, useAggregate(ask(after)).data?.rows]
  if (!was || !is) return <SkeletonLines lines={3} />
  const goesOn = new Map(territories.map(({ id, copiedFrom }) => [(copiedFrom as LinkValue | null)?.id ?? '', id]))
  return (
    <div className="zk-recut-wide">
      <table>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {Object.keys(measures).map((key) => (
              <th key={key} scope="col" className="zk-number">
                {say(`territories.preview.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf({ was, is, before, after, goesOn }).map((line) => (
            <Figure key={line.key} line={line} run={run} before={before} after={after} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Figure({ line, run, before, after }: Readonly<{ line: Line; run: string; before: string; after: string }>) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const shown = (figures: Figures, key: keyof Figures) =>
    key === 'pipeline' || key === 'wonLastYear' ? format.money(toAmount(figures[key]), currency) : format.number(toAmount(figures[key]))
  const open = (field: string, ids: readonly string[], text: string) => (
    <AppLink
      to={listAddress('territory-places')}
      search={{ filter: { run, [field]: line.key === none ? { empty: true } : ids.length === 1 ? ids[0] : { in: ids } } }}
    >
      {text}
    </AppLink>
  )
  return (
    <tr>
      <th scope="row">{line.title ?? say('territories.preview.nobody')}</th>
      {(Object.keys(measures) as (keyof Figures)[]).map((key) => (
        <td key={key} className="zk-number zk-nowrap">
          {open(before, line.beforeIds, shown(line.was, key))} → {open(after, [line.key], shown(line.is, key))}
        </td>
      ))}
    </tr>
  )
}
