import { useParams } from '@tanstack/react-router'
import {
  AppLink,
  type LinkValue,
  listAddress,
  type Row,
  recordAddress,
  SkeletonLines,
  toAmount,
  useAggregate,
  useFormat,
  useList,
  useMeta,
  useRow,
  useTexts,
} from '#kernel/web'
import { type Figures, type Line, linesOf, none } from './preview-lines.ts'
import { PreviewRun } from './preview-run.tsx'
import { RecutMap } from './recut-map.tsx'

const measures = {
  customers: 'count',
  openDeals: { sum: 'openDeals' },
  pipeline: { sum: 'pipeline' },
  wonLastYear: { sum: 'wonLastYear' },
} as const

/** What a plan would change, as its last preview found it: by territory and by person, before and after; each figure opens its customers. */
export function Page() {
  const say = useTexts()
  const { model = '' } = useParams({ strict: false }) as { model?: string }
  const { data: plan } = useRow('territoryModel', model)
  return (
    <div className="zk-recut-page">
      <h1>{say('page.territories.recut')}</h1>
      <AppLink to={recordAddress('territory-models', model)}>{String(plan?.name ?? '')}</AppLink>
      <PreviewRun model={model}>
        {(run) => (
          <>
            <Territories run={run} model={model} />
            <RecutMap run={run} />
            <People run={run} />
          </>
        )}
      </PreviewRun>
    </div>
  )
}

/** Territories of the plan stand beside those that they go on from. */
function Territories({ run, model }: Readonly<{ run: string; model: string }>) {
  const say = useTexts()
  const { rows } = useList({ object: 'territory', filter: { model }, sort: ['priority'], fields: ['id', 'name', 'copiedFrom'], limit: 500 })
  return <Cut run={run} head={say('territory')} before="before" after="after" territories={rows} />
}

type Targets = ReadonlyMap<string, readonly Readonly<{ measure: string; amount: number }>[]>

/** Beside what each would have, what each is to reach this year: targets stay with their people when customers go to others. */
function People({ run }: Readonly<{ run: string }>) {
  const say = useTexts()
  const isThere = useMeta().objects.salesTarget?.may.read === true
  const filter = { whom: 'person', level: 'target', category: { empty: true }, amount: { empty: false }, month: { within: 'thisYear' } }
  const ask = { object: 'salesTarget', by: ['person', 'measure'], measures: { amount: { sum: 'amount' } }, filter, limit: 1_000 }
  const { data } = useAggregate(ask, { enabled: isThere })
  const groups = (data?.rows ?? []).map((row) => ({
    person: (row.person as LinkValue | null)?.id ?? '',
    measure: String(row.measure),
    amount: toAmount(row.amount),
  }))
  const targets = isThere ? { targets: Map.groupBy(groups, ({ person }) => person) } : {}
  return <Cut run={run} head={say('territories.preview.person')} before="ownerBefore" after="ownerAfter" {...targets} />
}

type CutProps = Readonly<{ run: string; head: string; before: string; after: string; territories?: readonly Row[]; targets?: Targets }>

function Cut({ run, head, before, after, territories = [], targets }: CutProps) {
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
            {targets && (
              <th scope="col" className="zk-number">
                {say('territories.preview.targets')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {linesOf({ was, is, before, after, goesOn }).map((line) => (
            <Figure key={line.key} line={line} run={run} before={before} after={after} {...(targets ? { targets } : {})} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type FigureProps = Readonly<{ line: Line; run: string; before: string; after: string; targets?: Targets }>

function Figure({ line, run, before, after, targets }: FigureProps) {
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
      {targets && (
        <td className="zk-number zk-nowrap">
          {(targets.get(line.key) ?? []).map(({ measure, amount }) => (
            <div key={measure}>
              {say(`salesTarget.measure.${measure}`)} {format.money(amount, currency)}
            </div>
          ))}
        </td>
      )}
    </tr>
  )
}
