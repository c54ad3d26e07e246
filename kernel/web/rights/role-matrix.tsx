import { Checkbox, Select } from 'antd'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { Icon } from '../parts/icon.tsx'
import type { RoleGrant, RoleGrants } from './rights-api.ts'
import { RolePart } from './role-part.tsx'
import { columns, isSame, isScopeVerb, partOf, scopesOf, shownScope } from './role-state.ts'

type MatrixProps = Readonly<{
  grants: RoleGrants
  declared: RoleGrants | null
  /** Absent: the role may not be changed. */
  onChange?: ((grants: RoleGrants) => void) | undefined
}>
type LineProps = Readonly<{ object: ObjectMeta; part: RoleGrant; differs: boolean; onChange?: ((part: RoleGrant) => void) | undefined }>

type CellProps = Pick<LineProps, 'object' | 'part' | 'onChange'> & Readonly<{ column: (typeof columns)[number] }>

function Cell({ object, part, column, onChange }: CellProps) {
  const say = useTexts()
  const label = `${object.label} · ${say(`rights.verb.${column}`)}`
  if (!isScopeVerb(column)) {
    const set = (may: boolean) => onChange?.({ ...part, [column]: may })
    return (
      <Checkbox aria-label={label} disabled={!onChange} checked={part[column] === true} onChange={(event) => set(event.target.checked)} />
    )
  }
  const scope = shownScope(object, part[column])
  const options = scopesOf(object).map((value) => ({ value, label: say(`rights.scope.${value}`) }))
  return (
    <Select
      size="small"
      className={`zk-role-scope zk-role-scope-${scope}`}
      aria-label={label}
      disabled={!onChange}
      value={scope}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(value) => onChange?.({ ...part, [column]: value })}
    />
  )
}

function Line({ object, part, differs, onChange }: LineProps) {
  const say = useTexts()
  const [isOpen, setOpen] = useState(false)
  const special =
    Object.keys(part.fields ?? {}).length + Object.values(part.actions ?? {}).filter((may) => !may).length + (part.wall ? 1 : 0)
  const Sign = isOpen ? ChevronDown : ChevronRight
  return (
    <Fragment>
      <tr className={differs ? 'zk-role-differs' : ''}>
        <th scope="row">
          <button type="button" className="zk-plain-button zk-role-object" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Sign size={14} strokeWidth={1.5} aria-hidden="true" />
            <Icon name={object.icon} />
            <span>{object.labelPlural}</span>
            {special > 0 && <span className="zk-meta">{say('rights.special', { count: special })}</span>}
            {differs && <span className="zk-role-dot" title={say('rights.differs')} />}
          </button>
        </th>
        {columns.map((column) => (
          <td key={column} data-label={say(`rights.verb.${column}`)}>
            <Cell object={object} part={part} column={column} onChange={onChange} />
          </td>
        ))}
      </tr>
      {isOpen && (
        <tr className="zk-role-more">
          <td colSpan={columns.length + 1}>
            <RolePart object={object} part={part} onChange={onChange} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

/** What a role may do: one line per object, one column per verb; behind each line its fields, actions and wall. */
export function RoleMatrix({ grants, declared, onChange }: MatrixProps) {
  const say = useTexts()
  const meta = useMeta()
  const groups = meta.modules.map(({ name, label, objects }) => ({
    name,
    label,
    objects: objects.flatMap((one) => meta.objects[one] ?? []).filter(({ partOf: whole }) => whole === null),
  }))
  return (
    <div className="zk-table-place">
      <table className="zk-table zk-role-table">
        <thead>
          <tr>
            <th scope="col">{say('rights.object')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(`rights.verb.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.name}>
            <tr className="zk-role-group">
              <th colSpan={columns.length + 1} scope="rowgroup">
                {group.label}
              </th>
            </tr>
            {group.objects.map((object) => {
              const part = partOf(grants, object.name)
              const change = onChange && ((next: RoleGrant) => onChange({ ...grants, [object.name]: next }))
              const differs = declared !== null && !isSame(part, partOf(declared, object.name))
              return <Line key={object.name} object={object} part={part} differs={differs} onChange={change} />
            })}
          </tbody>
        ))}
      </table>
    </div>
  )
}
