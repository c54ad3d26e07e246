import { Button, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useTexts } from '../i18n/texts.ts'
import { ConditionRow } from './condition-row.tsx'
import { type FilterNode, type Group, group, replaceAt } from './filter-tree.ts'

type GroupProps = Readonly<{ tree: Group; place: readonly number[]; object: ObjectMeta; onChange(tree: Group): void; node: Group }>

export const openCondition: FilterNode = { type: 'condition', path: '', operator: 'eq', value: undefined }

function GroupBox({ node, place, ...rest }: GroupProps) {
  const say = useTexts()
  const { tree, onChange } = rest
  const set = (next: Group) => onChange(replaceAt(tree, place, next))
  const add = (item: FilterNode) => set({ ...node, items: [...node.items, item] })
  const word = node.negated ? 'none' : node.join
  const choose = (choice: string) => set({ ...node, join: choice === 'and' ? 'and' : 'or', negated: choice === 'none' })
  return (
    <div className={place.length > 0 ? 'zk-filter-group zk-filter-inner' : 'zk-filter-group'}>
      <div className="zk-row">
        <Select
          aria-label={say('filter.join')}
          size="small"
          value={word}
          options={(['and', 'or', 'none'] as const).map((value) => ({ value, label: say(`filter.group.${value}`) }))}
          onChange={choose}
          popupMatchSelectWidth={false}
        />
        {place.length > 0 && (
          <Button
            type="text"
            size="small"
            icon={<X size={14} aria-hidden="true" />}
            aria-label={say('filter.remove-group')}
            onClick={() => onChange(replaceAt(tree, place, null))}
          />
        )}
      </div>
      {node.items.map((item, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
        <NodeBox key={position} {...rest} item={item} place={[...place, position]} />
      ))}
      <div className="zk-row">
        <Button type="text" size="small" icon={<Plus size={14} aria-hidden="true" />} onClick={() => add(openCondition)}>
          {say('filter.add')}
        </Button>
        {place.length < 3 && (
          <Button
            type="text"
            size="small"
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => add(group([openCondition], node.join === 'and' ? 'or' : 'and'))}
          >
            {say('filter.add-group')}
          </Button>
        )}
      </div>
    </div>
  )
}

type NodeProps = Omit<GroupProps, 'node'> & Readonly<{ item: FilterNode }>

function NodeBox({ item, ...rest }: NodeProps) {
  const { tree, place, object, onChange } = rest
  if (item.type === 'group') return <GroupBox {...rest} node={item} />
  const remove = () => onChange(replaceAt(tree, place, null))
  if (item.type === 'foreign') return <ForeignRow json={item.json} onRemove={remove} />
  return (
    <ConditionRow
      condition={item}
      object={object}
      isNew={item === openCondition}
      onChange={(next) => onChange(replaceAt(tree, place, next))}
      onRemove={remove}
    />
  )
}

function ForeignRow({ json, onRemove }: Readonly<{ json: unknown; onRemove(): void }>) {
  const say = useTexts()
  return (
    <div className="zk-row">
      <code className="zk-code zk-small zk-clip zk-grow">{JSON.stringify(json)}</code>
      <Button type="text" size="small" icon={<X size={14} aria-hidden="true" />} aria-label={say('filter.remove')} onClick={onRemove} />
    </div>
  )
}

/** Conditions in groups joined by and, or, none of; every complete change is asked at once. */
export function FilterBuilder({ tree, object, onChange }: Readonly<{ tree: Group; object: ObjectMeta; onChange(tree: Group): void }>) {
  return <GroupBox tree={tree} node={tree} place={[]} object={object} onChange={onChange} />
}
