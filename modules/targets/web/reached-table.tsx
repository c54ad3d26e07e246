import { AppLink, listAddress, Person, useFormat, useMeta, useTexts } from '#kernel/web'
import { countedBy, type Line, listOf, type Measure, type Span, type WorkingDays } from '../objects/index.ts'
import { RateBar } from './rate-bar.tsx'
import './targets.css'

type Props = Readonly<{ lines: readonly Line[]; days: WorkingDays; measure: Measure; span: Span; isMoney: boolean }>

export function ReachedTable({ lines, days, measure, span, isMoney }: Props) {
  const say = useTexts()
  const columns = ['target', 'given', 'actual', 'rate', 'gap', 'perDay']
  const pace = days.all > 0 ? days.passed / days.all : null
  return (
    <div className="zk-targets-wide">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('targets.whose')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" title={say(`targets.${name}.means`)}>
                {say(`targets.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.whom} ${line.id} ${line.department}`} data-whom={line.whom}>
              <th scope="row" style={{ paddingInlineStart: 12 + line.depth * 20 }}>
                {line.whom === 'person' ? <Person id={line.id} name={line.name} /> : line.name}
              </th>
              <td data-label={say('targets.target')}>
                <Amount value={line.target} isMoney={isMoney} />
              </td>
              <td data-label={say('targets.given')}>
                <Given line={line} isMoney={isMoney} />
              </td>
              <td data-label={say('targets.actual')}>
                <Actual line={line} measure={measure} span={span} isMoney={isMoney} />
              </td>
              <td data-label={say('targets.rate')}>
                <RateBar rate={line.rate} pace={pace} />
              </td>
              <td data-label={say('targets.gap')}>
                {line.gap === 0 ? say('targets.reached') : <Amount value={line.gap} isMoney={isMoney} />}
              </td>
              <td data-label={say('targets.perDay')}>
                <Amount value={line.perDay} isMoney={isMoney} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Amount({ value, isMoney }: Readonly<{ value: number | null; isMoney: boolean }>) {
  const format = useFormat()
  const { currency } = useMeta().workspace
  if (value === null) return <span className="zk-meta">–</span>
  if (!isMoney) return format.number(value, { digits: 1 })
  return <span title={format.money(value, currency)}>{format.moneyShort(value, currency)}</span>
}

/** Sum of the people's targets beside the one of their department: what is not given to anybody, or too much, is said. */
function Given({ line, isMoney }: Readonly<{ line: Line; isMoney: boolean }>) {
  const say = useTexts()
  if (line.whom === 'person') return null
  const differs = line.given !== null && line.target !== null ? line.given - line.target : 0
  return (
    <>
      <Amount value={line.given} isMoney={isMoney} />
      {Math.abs(differs) >= 0.01 && (
        <span className="zk-targets-differs">
          {say(differs > 0 ? 'targets.given.more' : 'targets.given.less')} <Amount value={Math.abs(differs)} isMoney={isMoney} />
        </span>
      )}
    </>
  )
}

type ActualProps = Readonly<{ line: Line; measure: Measure; span: Span; isMoney: boolean }>

/** Opens what it is made of; of money received what is not allocated beside it. */
function Actual({ line, measure, span, isMoney }: ActualProps) {
  const meta = useMeta()
  const of =
    line.whom === 'company'
      ? {}
      : line.whom === 'department'
        ? { department: line.id, below: true }
        : { person: line.id, department: line.department }
  const [first, ...others] = countedBy(measure, span).flatMap((one) => {
    const list = listOf(one, of)
    return list ? [{ object: one.object, ...list }] : []
  })
  if (!first) return null
  return (
    <>
      <AppLink to={listAddress(toPath(first.plural))} search={{ filter: first.filter }}>
        <Amount value={line.actual} isMoney={isMoney} />
      </AppLink>
      {others.map(({ object, plural, filter }) => (
        <AppLink key={object} className="zk-targets-more" to={listAddress(toPath(plural))} search={{ filter }}>
          {meta.objects[object]?.labelPlural}
        </AppLink>
      ))}
    </>
  )
}

const toPath = (plural: string): string => plural.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
