import { X } from 'lucide-react'
import type { Meta, ObjectMeta } from '../data/meta-types.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import type { FilterNode, Group } from './filter-tree.ts'
import { OperandText } from './operand-text.tsx'

type WordsProps = Readonly<{ node: FilterNode; object: ObjectMeta; meta: Meta }>

/** A condition as part of a sentence: field, operator in second colour, value. */
function Words({ node, object, meta }: WordsProps) {
  const say = useTexts()
  if (node.type === 'group') return <GroupWords node={node} object={object} meta={meta} />
  const field = node.type === 'condition' ? fieldAt(meta, object, node.path) : undefined
  if (node.type === 'foreign' || !field) {
    const json = node.type === 'foreign' ? node.json : { [node.path]: { [node.operator]: node.value } }
    const [key] = Object.keys(json)
    return (
      <>
        {object.children[key ?? '']?.label ?? key} <em>{say('filter.as-in')}</em>{' '}
        <span className="zk-code zk-small">{JSON.stringify(Object.values(json)[0])}</span>
      </>
    )
  }
  const operator = node.operator === 'empty' ? `empty.${node.value !== false}` : node.operator
  return (
    <>
      {field.label} <em>{say(`operator.${operator}`)}</em> <OperandText condition={node} field={field} object={object.name} />
    </>
  )
}

function GroupWords({ node, object, meta }: WordsProps & Readonly<{ node: Group }>) {
  const say = useTexts()
  return (
    <>
      {node.negated && <em>{say('filter.not')}</em>}
      {node.items.map((item, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
        <span key={position}>
          {position > 0 && <em> {say(`filter.${node.join}`)} </em>}
          {item.type === 'group' && item.items.length > 1 ? (
            <>({<Words node={item} object={object} meta={meta} />})</>
          ) : (
            <Words node={item} object={object} meta={meta} />
          )}
        </span>
      ))}
    </>
  )
}

type ChipProps = Readonly<{ node: FilterNode; object: ObjectMeta; onOpen(): void; onRemove(): void }>

/** One condition of the sentence; a click edits it, the cross takes it out. */
export function ConditionChip({ node, object, onOpen, onRemove }: ChipProps) {
  const say = useTexts()
  const meta = useMeta()
  return (
    <span className="zk-chip">
      <button type="button" className="zk-plain-button zk-chip-words" onClick={onOpen}>
        <span>
          <Words node={node} object={object} meta={meta} />
        </span>
      </button>
      <button type="button" className="zk-plain-button" aria-label={say('filter.remove')} onClick={onRemove}>
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </span>
  )
}

/** A whole filter as a piece of a sentence. */
export function FilterWords({ tree, object }: Readonly<{ tree: Group; object: ObjectMeta }>) {
  return <GroupWords node={tree} object={object} meta={useMeta()} />
}
