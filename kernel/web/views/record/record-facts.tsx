import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0)
const isTag = (field: FieldMeta): boolean => webTypeOf(field).asTag?.(field) ?? false

/** Choices and tags that stand beside the title. */
export function tagFields(object: ObjectMeta, row: Row): readonly FieldMeta[] {
  const named = (object.views.facts ?? []).flatMap((name) => object.fields[name] ?? []).filter(isTag)
  const free = Object.values(object.fields).filter((field) => !field.options.choices && isTag(field))
  const mark = object.fields[object.views.mark ?? '']
  return [...new Set([...(mark ? [mark] : []), ...named, ...free])].filter(
    (field) => field.name !== object.views.path && !isEmpty(row[field.name]),
  )
}

/** Key facts of a record, those beside the title left out. */
export function RecordFacts({
  object,
  row,
  fresh,
  tagNames,
}: Readonly<{ object: ObjectMeta; row: Row; fresh: ReadonlySet<string>; tagNames: readonly string[] }>) {
  const fields = (object.views.facts ?? []).flatMap((name) =>
    tagNames.includes(name) || name === object.views.path ? [] : (object.fields[name] ?? []),
  )
  if (fields.length === 0) return null
  return (
    <dl className="zk-facts">
      {fields.map((field) => {
        const { Cell } = webTypeOf(field)
        const value = row[field.name]
        return (
          <div key={field.name} className={fresh.has(field.name) ? 'zk-fresh' : ''}>
            <dt>{field.label}</dt>
            <dd>
              {isEmpty(value) ? (
                <span className="zk-meta">—</span>
              ) : (
                <Cell value={value} field={field} object={object.name} row={row} place="fact" />
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
