import { Select } from 'antd'
import { controlProps, opensAtOnce, popupClass } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { Tag } from '../../../web/parts/tag.tsx'

const separators = [',', ';', '，', '；', '、']
const tagsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as string[]) : typeof value === 'string' && value ? [value] : []
const suggestions = (field: CellProps['field']) =>
  ((field.options.suggestions as readonly string[] | undefined) ?? []).map((tag) => ({ value: tag, label: tag }))

function TagsCell({ value, place }: CellProps) {
  const tags = tagsOf(value)
  return (
    <span className={`zk-tags${place === 'record' ? ' zk-tags-wrap' : ''}`} title={tags.join(', ')}>
      {tags.map((tag) => (
        <Tag key={tag} color="outlined">
          {tag}
        </Tag>
      ))}
    </span>
  )
}

function TagsInput(props: InputProps) {
  const { value, onChange, field } = props
  return (
    <Select<string[]>
      {...controlProps(props)}
      mode="tags"
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      tokenSeparators={separators}
      defaultOpen={opensAtOnce(props) && suggestions(field).length > 0}
      suffixIcon={null}
      value={[...tagsOf(value)]}
      options={suggestions(field)}
      onChange={(tags) => onChange(tags.length > 0 ? tags.map((tag) => tag.trim()).filter(Boolean) : null)}
    />
  )
}

function TagsFilter({ operator, value, onChange, field, autoFocus }: FilterProps) {
  const isMany = operator === 'in' || operator === 'nin'
  return (
    <Select<string[]>
      aria-label={field.label}
      {...(autoFocus ? { autoFocus } : {})}
      mode="tags"
      className="zk-fullwidth"
      tokenSeparators={separators}
      suffixIcon={null}
      {...(isMany ? {} : { maxCount: 1 })}
      value={[...tagsOf(value)]}
      options={suggestions(field)}
      onChange={(tags) => onChange(isMany ? (tags.length > 0 ? tags : undefined) : tags.at(-1))}
    />
  )
}

export const tagsWeb: WebFieldType = {
  kind: 'tags',
  Cell: TagsCell,
  Input: TagsInput,
  Filter: TagsFilter,
  width: 180,
  amendable: true,
  asTag: () => true,
  toClipboard: (value) => tagsOf(value).join(', '),
  fromClipboard: (text) => {
    const tags = text
      .split(/[,;，；、|\n]/)
      .map((tag) => tag.trim())
      .filter(Boolean)
    return tags.length > 0 ? [...new Set(tags)] : null
  },
}
