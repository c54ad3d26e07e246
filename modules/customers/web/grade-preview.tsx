import {
  AppLink,
  type LinkValue,
  listAddress,
  type PanelProps,
  type Row,
  recordAddress,
  SkeletonLines,
  useCount,
  useFormat,
  useList,
  useTexts,
} from '#kernel/web'
import { changedBy, type GradeRule } from '../rules/grade-filter.ts'
import './people.css'

const shown = 8
const toRule = ({ id, grade, filter }: Row): GradeRule => ({ id, grade: String(grade), filter })

/** Whose grade the rule would change if grades were given now. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const { rows: rules, isPending } = useList({
    object: 'gradeRule',
    filter: { isActive: true },
    sort: ['position', 'createdAt'],
    fields: ['id', 'grade', 'filter'],
    limit: 200,
  })
  if (isPending) return <SkeletonLines lines={3} />
  const at = rules.findIndex(({ id }) => id === row.id)
  if (at < 0) return <p className="zk-meta">{say('customers.grade.inactive')}</p>
  return <Changed rule={toRule(row)} earlier={rules.slice(0, at).map(toRule)} />
}

function Changed({ rule, earlier }: Readonly<{ rule: GradeRule; earlier: readonly GradeRule[] }>) {
  const say = useTexts()
  const format = useFormat()
  const filter = changedBy(rule, earlier, format.today())
  const count = useCount({ object: 'account', filter }, { exact: true }).data?.value
  const { rows } = useList({ object: 'account', filter, sort: ['name'], fields: ['id', 'name', 'grade', 'owner'], limit: shown })
  if (count === undefined) return <SkeletonLines lines={3} />
  if (count === 0) return <p className="zk-meta">{say('customers.grade.none')}</p>
  return (
    <>
      <ul className="zk-people">
        {rows.map((row) => (
          <li key={row.id} className="zk-row">
            <AppLink to={recordAddress('accounts', row.id)} className="zk-clip zk-grow">
              {String(row.name)}
            </AppLink>
            <span className="zk-second zk-nowrap">
              {row.grade ? String(row.grade) : '—'} → {rule.grade}
            </span>
            <span className="zk-meta zk-small zk-nowrap">{(row.owner as LinkValue | null)?.title}</span>
          </li>
        ))}
      </ul>
      <AppLink to={listAddress('accounts')} search={{ filter }} className="zk-small">
        {say('customers.grade.all', { number: format.number(count) })}
      </AppLink>
    </>
  )
}
