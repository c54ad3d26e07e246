import type { Meta, ObjectMeta } from '../data/meta-types.ts'

type Choice = Readonly<{ value: string; label: string }>

const filterable = (object: ObjectMeta) =>
  Object.values(object.fields).filter((field) => field.operators.length > 0 && field.right !== 'masked')

/** Fields a filter may use: the object's own, then those of the records it links to, one step away. */
export function fieldChoices(meta: Meta, object: ObjectMeta): { label: string; options: Choice[] }[] {
  const own = { label: object.label, options: filterable(object).map(({ name, label }) => ({ value: name, label })) }
  const linked = Object.values(object.fields).flatMap((field) => {
    const target = field.options.to && !field.system ? meta.objects[field.options.to] : undefined
    if (!target?.may.read) return []
    const options = filterable(target)
      .filter(({ system }) => !system)
      .map(({ name, label }) => ({ value: `${field.name}.${name}`, label: `${field.label} · ${label}` }))
    return [{ label: field.label, options }]
  })
  return [own, ...linked].filter(({ options }) => options.length > 0)
}
