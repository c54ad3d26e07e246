import {
  AppLink,
  type LinkValue,
  type ObjectMeta,
  type PanelProps,
  recordAddress,
  SkeletonLines,
  toAmount,
  useFormat,
  useList,
  useMeta,
  useTexts,
} from '#kernel/web'
import { type Check, checksOf } from '../rules/grade-gap.ts'
import './people.css'

/** By which rule the customer has its grade, the values that it looks at, and what is missing to the next one. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const { rows: rules, isPending } = useList({
    object: 'gradeRule',
    filter: { isActive: true },
    sort: ['position', 'createdAt'],
    fields: ['id', 'name', 'grade', 'filter'],
    limit: 200,
  })
  if (isPending) return <SkeletonLines lines={3} />
  if (rules.length === 0) return <p className="zk-meta">{say('customers.grade.no-rules')}</p>
  const own = (row.gradeRule as LinkValue | null)?.id
  const at = rules.findIndex(({ id }) => id === own)
  const rule = rules[at]
  const next = rules.slice(0, at < 0 ? undefined : at).findLast(({ grade }) => grade !== row.grade)
  const isByHand = at < 0 && Boolean(row.grade)
  return (
    <div className="zk-column" data-grade-why>
      {isByHand && (
        <p>{say('customers.grade.by-hand', { reason: String(row.gradeReason ?? '–'), until: String(row.gradeUntil ?? '–') })}</p>
      )}
      {rule && <Rule object={object} title={say('customers.grade.by-rule')} rule={rule} checks={checksOf(rule.filter, row)} />}
      {next && (
        <Rule
          object={object}
          title={say('customers.grade.next', { grade: String(next.grade) })}
          rule={next}
          checks={checksOf(next.filter, row)}
        />
      )}
    </div>
  )
}

type RuleProps = Readonly<{ object: ObjectMeta; title: string; rule: Readonly<Record<string, unknown>>; checks: readonly Check[] }>

function Rule({ object, title, rule, checks }: RuleProps) {
  const show = useShown(object)
  const say = useTexts()
  return (
    <div>
      <p className="zk-row zk-wrap">
        <span className="zk-second">{title}</span>
        <AppLink to={recordAddress('grade-rules', String(rule.id))} className="zk-strong">
          {String(rule.name)}
        </AppLink>
      </p>
      <ul className="zk-people">
        {checks.map((check) => (
          <li key={`${check.field} ${check.op}`} className="zk-row zk-wrap">
            {check.holds === null ? (
              <span className="zk-second">{say('customers.grade.see-rule')}</span>
            ) : (
              <>
                <span aria-hidden="true">{check.holds ? '✓' : '✗'}</span>
                <span className="zk-grow">
                  {object.fields[check.field]?.label ?? check.field} {say(`customers.grade.op.${check.op}`)}{' '}
                  {check.op === 'empty' ? '' : show(check.field, check.want)}
                </span>
                <span className="zk-second zk-nowrap">{say('customers.grade.have', { value: show(check.field, check.have) })}</span>
                {check.gap !== null && check.gap > 0 && (
                  <span className="zk-nowrap">{say('customers.grade.gap', { gap: show(check.field, check.gap) })}</span>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A value of a field in words. */
function useShown(object: ObjectMeta) {
  const format = useFormat()
  const { currency } = useMeta().workspace
  return (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–'
    const field = object.fields[name]
    const one = (item: unknown): string => {
      const option = field?.options.choices?.find(({ key }) => key === item)
      if (option) return option.label
      if (typeof item !== 'number') return String(item)
      return field?.sort === 'money' ? format.money(toAmount(item), currency) : format.number(item)
    }
    return (Array.isArray(value) ? value : [value]).map(one).join(' · ')
  }
}
