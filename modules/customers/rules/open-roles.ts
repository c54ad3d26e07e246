type Filter = Readonly<Record<string, unknown>>
type Field = Readonly<{ name: string; options: Readonly<Record<string, unknown>> }>
type Known = Readonly<{ partOf?: string | null; open?: Filter | null; fields: Readonly<Record<string, Field>> }>
type Children = Readonly<Record<string, Readonly<{ object: string; by: string }>>>

/** Where somebody still has a part: records of `object` that name him in `by`, as far as the filter holds. */
export type OpenRole = Readonly<{ object: string; by: string; filter: Filter }>

/**
 * Where a contact still has a part, whatever module it comes from: work that is open, lines of such work, and those who report to him. What is over stays as it
 * was. By the catalogue of the server or that of the browser.
 */
export function openRoles(children: Children, objectOf: (name: string) => Known | undefined): readonly OpenRole[] {
  return Object.values(children).flatMap(({ object, by }): OpenRole[] => {
    const known = objectOf(object)
    // What forbids his removal tells of him for good, and goes to nobody else.
    if (!known || known.partOf === 'contact' || known.fields[by]?.options.onRemove === 'forbid') return []
    if (object === 'contact') return [{ object, by, filter: {} }]
    if (!known.partOf) return known.open ? [{ object, by, filter: known.open }] : []
    const whole = objectOf(known.partOf)?.open
    const up = Object.values(known.fields).find(({ options }) => options.to === known.partOf)
    if (!whole || !up) return []
    return [{ object, by, filter: Object.fromEntries(Object.entries(whole).map(([name, wanted]) => [`${up.name}.${name}`, wanted])) }]
  })
}
