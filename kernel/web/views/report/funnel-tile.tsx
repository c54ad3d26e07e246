import { useMeta } from '../../data/use-meta.ts'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { DrillLink } from './drill-link.tsx'
import { drillFilter, type FigureRow, figureValue, groupName, numberOf } from './report-def.ts'
import type { DrawProps } from './tile.tsx'

/** Steps from top to bottom, each as long as its first figure; steps nobody stands in are there too. */
export function FunnelTile({ object, tile, question, rows, words }: DrawProps) {
  const meta = useMeta()
  const isPhone = useIsPhone()
  const by = tile.ask.by?.[0]
  const [main, ...others] = tile.show
  if (!by || !main) return null
  const name = groupName(by)
  // On a phone there is room for one figure beside the bar.
  const last = isPhone ? others[0] : others[1]
  const choices = meta.objects[object.name]?.fields[name]?.options.choices ?? []
  const known = new Map(rows.map((row) => [String(row[name]), row]))
  const isOpenStep = (key: string) => known.has(key) || choices.find((choice) => choice.key === key)?.kind === 'open'
  const steps: readonly FigureRow[] =
    choices.length > 0
      ? choices
          .filter(({ key }) => isOpenStep(key))
          .map(({ key }) => known.get(key) ?? { [name]: key, [typeof main === 'string' ? main : main.as]: 0 })
      : rows
  // What is won has left the funnel: it stands below as its result and does not set the scale of the steps.
  const isWon = (row: FigureRow) => choices.find(({ key }) => key === row[name])?.kind === 'won'
  const most = Math.max(1, ...steps.filter((row) => !isWon(row)).map((row) => numberOf(row, main) ?? 0))
  return (
    <ol className="zk-funnel">
      {steps.map((row) => {
        const share = isWon(row) ? 0 : (numberOf(row, main) ?? 0) / most
        const figures = [main, ...others.slice(0, isPhone ? 0 : 1)]
          .filter((shown) => figureValue(row, shown) !== null)
          .map((shown) => words.short(row, shown))
          .join(' · ')
        return (
          <li key={words.group(row)} className={isWon(row) ? 'zk-funnel-won' : undefined}>
            <DrillLink
              object={object}
              filter={drillFilter(question, row, main)}
              className="zk-funnel-step"
              title={`${words.group(row)}: ${tile.show.map((shown) => `${words.label(shown)} ${words.full(row, shown)}`).join(', ')}`}
            >
              <span className="zk-clip">{words.group(row)}</span>
              <span className="zk-funnel-track">
                {!isWon(row) && (
                  <span className="zk-funnel-bar" style={{ width: `${share * 100}%` }}>
                    {share > 0.45 && <span className="zk-funnel-inside">{figures}</span>}
                  </span>
                )}
                {share <= 0.45 && <span className="zk-funnel-beside">{figures}</span>}
              </span>
              <span className="zk-number zk-meta">{last && figureValue(row, last) !== null ? words.short(row, last) : ''}</span>
            </DrillLink>
          </li>
        )
      })}
    </ol>
  )
}
