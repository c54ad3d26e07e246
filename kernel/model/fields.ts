import type { ChoiceOption, FormulaSort, Labels } from './field-type.ts'

declare const brand: unique symbol
/** A record's identifier, typed by its object: a lead's id cannot be passed where an opportunity's is wanted. */
export type Id<N extends string = string> = string & { readonly [brand]: N }

/** Amount in major units (yuan, not fen), at most 15 significant digits, with its ISO 4217 currency. */
export type Money = Readonly<{ amount: number; currency: string }>
export type Address = Readonly<{
  country?: string
  province?: string
  city?: string
  district?: string
  postcode?: string
  street?: string
}>
export type StoredFile = Readonly<{ id: string; name: string; sizeBytes: number; type: string }>
export type AnyLink = Readonly<{ object: string; id: string }>

/** One property of an object: plain frozen data. The type parameters exist for the compiler only. */
export type Field<V = unknown, Always extends boolean = boolean, MustGive extends boolean = boolean> = Readonly<{
  kind: string
  options: Readonly<Record<string, unknown>>
  required: boolean
  /** Value of a new record that gives none; a plain value, or `today`, `now`, `me`. */
  default?: unknown
  /** Unique among living records where given. */
  unique: boolean
  /** Gets an index `(field, updated_at, id)` because lists filter by it. */
  indexed: boolean
  /** Computed, kept by the kernel, or written by the module's own consequences and rounds acting as system: no person writes it. */
  readOnly: boolean
  /** Present on system fields whose column is not derived from the name. */
  column?: string
  labels?: Labels
  help?: Labels
  /** Defined in this workspace: its columns begin with `x_`. */
  isCustom?: true
  readonly _value?: V
  readonly _always?: Always
  readonly _mustGive?: MustGive
}>
export type Fields = Readonly<Record<string, Field>>

export type FieldTraits<R extends boolean = boolean> = {
  required?: R
  unique?: boolean
  indexed?: boolean
  readOnly?: boolean
  labels?: Labels
  column?: string
}

/** Builds one field; the makers below and the field types of modules go through it. */
export function field<V, R extends boolean, M extends boolean>(
  kind: string,
  { required, unique, indexed, readOnly, labels, column, ...rest }: FieldTraits & Record<string, unknown>,
): Field<V, R, M> {
  const { default: preset, ...options } = rest
  return Object.freeze({
    kind,
    options: Object.freeze(options),
    required: required ?? false,
    unique: unique ?? false,
    indexed: indexed ?? false,
    readOnly: readOnly ?? false,
    ...(preset === undefined ? {} : { default: preset }),
    ...(labels ? { labels } : {}),
    ...(column ? { column } : {}),
  }) as Field<V, R, M>
}

type Give<R extends boolean, O> = O extends { default: unknown } ? false : R
const maker =
  <V, Extra extends object = object>(kind: string) =>
  <const R extends boolean = false, const O extends FieldTraits<R> & { default?: V } & Extra = FieldTraits<R> & Extra>(
    o?: O & { required?: R },
  ) =>
    field<V, R, Give<R, O>>(kind, { ...(o ?? {}) })

/** Which object another field speaks of: its name, or where the record keeps that name (`{ at: 'kind' }`), one link away at most (`{ at: 'pool.kind' }`). */
export type About = string | Readonly<{ at: string }>
/** Texts that are offered while one is typed: by object, the field that they stand in, of the record that the link `by` names or of those that belong to it by a link of that name. */
export type Offers = Readonly<{ by: string; at: Readonly<Record<string, string>> }>
/** One line of text; `max` characters, 200 unless told otherwise. With `fieldOf` it names a field of that object and is picked from its fields, of the given `sorts` only. */
export const text = maker<string, { max?: number; copyable?: boolean; fieldOf?: About; sorts?: readonly FormulaSort[]; offers?: Offers }>(
  'text',
)
/** Several lines. With `mentions` persons can be named in it: `@` offers them, and they are kept as marks (`toMark`). */
export const longText = maker<string, { max?: number; mentions?: boolean }>('longText')
/** Formatted text as sanitised HTML. */
export const richText = maker<string, { max?: number }>('richText')
/** Whole number between `min` and `max`, at most ±9,007,199,254,740,991; `total: false` where adding several up means nothing. */
export const integer = maker<number, { min?: number; max?: number; total?: false }>('integer')
/** Decimal number with `scale` digits after the point (default 4). */
export const decimal = maker<number, { scale?: number; min?: number; max?: number }>('decimal')
/** 0…100 means 0 %…100 %; `scale` digits after the point (default 2). */
export const percent = maker<number, { scale?: number; min?: number; max?: number }>('percent')
export const money = maker<Money | number, { min?: number; total?: false }>('money')
export const yesNo = maker<boolean>('yesNo')
/** Calendar day `YYYY-MM-DD`, no zone. */
export const day = maker<string>('day')
/** Moment, ISO 8601 in UTC. */
export const instant = maker<string>('instant')
/** Length of time in whole seconds. */
export const duration = maker<number>('duration')
export const email = maker<string>('email')
/** Phone number: a valid one is kept in E.164 (`+8610… ext. 12`), any other as typed. */
export const phone = maker<string>('phone')
/** One line that is kept shut, such as a bank account; people see the last `shows` signs of it, none unless told otherwise. */
export const secret = maker<string, { shows?: number; max?: number }>('secret')
export const webAddress = maker<string>('webAddress')
export const address = maker<Address>('address')
export const file = maker<StoredFile>('file')
export const image = maker<StoredFile>('image')
export const tags = maker<readonly string[], { suggestions?: readonly string[] }>('tags')
/** Counted number such as `KH-2026-000001` by `pattern: 'KH-{yyyy}-{000000}'`; may be typed by hand, always unique. */
export const autoNumber = (o: FieldTraits<false> & { pattern: string }) => field<string, false, false>('autoNumber', { unique: true, ...o })

type Keys<C extends readonly (string | ChoiceOption)[]> = C[number] extends infer X
  ? X extends { key: infer K extends string }
    ? K
    : X extends string
      ? X
      : never
  : never
/** Options come from rows instead, one option per living row of this object; with `adds` they stand beside the declared ones. */
export type FromRows = Readonly<{ object: string; key: string; label: string; order: string; carry?: readonly string[]; adds?: true }>
type ChoiceExtra<C extends readonly (string | ChoiceOption)[]> = FieldTraits & { default?: Keys<C>; from?: FromRows }
const asOptions = (choices: readonly (string | ChoiceOption)[]) => choices.map((c) => (typeof c === 'string' ? { key: c } : c))

/** One of a list of keys. Labels come from locale files (`account.value.high`) or stand in the option. */
export function choice<const C extends readonly (string | ChoiceOption)[], const O extends ChoiceExtra<C> = ChoiceExtra<C>>(
  choices: C,
  o?: O,
) {
  type R = O extends { required: true } ? true : false
  return field<Keys<C>, R, Give<R, O>>('choice', { ...o, choices: asOptions(choices) } as FieldTraits & Record<string, unknown>)
}
/** Several of a list of keys, in the order given, without doubles. */
export function choices<const C extends readonly (string | ChoiceOption)[]>(list: C, o?: FieldTraits & { from?: FromRows }) {
  return field<readonly Keys<C>[], false, false>('choices', { ...o, choices: asOptions(list) })
}

export type LinkOptions = {
  /** Name of the reverse list on the target (`account.contacts`). */
  reverse?: string
  /** What happens to this record when its target is removed: refuse, empty the link, or be removed too. */
  onRemove?: 'forbid' | 'clear' | 'follow'
}
/** A record of another object, by id. */
export const link = <N extends string, const R extends boolean = false>(
  to: { readonly name: N } | N,
  o?: FieldTraits<R> & LinkOptions & { default?: Id<N> },
) => field<Id<N>, R, R>('link', { onRemove: 'clear', ...o, to: typeof to === 'string' ? to : to.name })
/** A record of any object, or of one of some. */
export const anyLink = (o?: FieldTraits<false> & { objects?: readonly string[] }) => field<AnyLink, false, false>('anyLink', { ...o })
/** A member of the workspace. */
export const person = <const R extends boolean = false, const O extends FieldTraits<R> & { default?: 'me' } & LinkOptions = FieldTraits<R>>(
  o?: O & { required?: R },
) => field<Id<'member'>, R, Give<R, O>>('person', { onRemove: 'forbid', ...(o ?? {}), to: 'member' })
/** A value computed from the record's other fields by a CEL expression; `as` says what kind of value comes out. */
export const formula = (
  o: FieldTraits<false> & {
    expression: string
    total?: false
    /** Lists hold it only where it is asked for by name: it is made of more figures over children than a list should count unasked. */
    whenAsked?: true
    as: 'decimal' | 'integer' | 'text' | 'yesNo' | 'day' | 'money' | 'percent' | 'choice'
    scale?: number
    /** Red in lists and on pages from this value downwards. */
    redFrom?: number
    /** With `as: 'percent'`: drawn as a bar beneath the number. */
    bar?: true
    /** With `as: 'choice'`: the keys that come out. */
    choices?: readonly (string | ChoiceOption)[]
  },
) => field<unknown, false, false>('formula', { ...o, ...(o.choices ? { choices: asOptions(o.choices) } : {}), readOnly: true })
/** Expression of what one field says or the other; where both do, what both come to: their sum, unless told otherwise. Nothing where neither does. */
export const eitherOf = (one: string, other: string, both = `${one} + ${other}`): string =>
  `has(${one}) ? (has(${other}) ? ${both} : ${one}) : (has(${other}) ? ${other} : null)`
/** A figure over the children of a reverse list: `rollUp({ of: 'opportunities', measure: 'sum', field: 'amount', filter: … })`. */
export const rollUp = (
  o: FieldTraits<false> & { of: string; measure: 'count' | 'sum' | 'min' | 'max' | 'latest'; field?: string; filter?: unknown },
) => field<unknown, false, false>('rollUp', { ...o, readOnly: true })
/** A declaration kept as data: an object or a list. What must stand in it is a rule of the object. With `filterOf` it is a filter over that object, put together with the editor of lists. */
export const json = maker<Readonly<Record<string, unknown>> | readonly unknown[], { filterOf?: About }>('json')
/** The lines' `field` is to come to the record's `whole`; what is left of that is said under the name of its field `left` while somebody types. */
export type Fills = Readonly<{ field: string; whole: string; left: string }>
/** Lines that are written and read with their record; each is a record of `of`, whose link `by` points back. */
export const lines = (of: { readonly name: string }, o: FieldTraits<false> & { by: string; fills?: Fills }) =>
  field<readonly Record<string, unknown>[], false, false>('lines', { ...o, object: of.name })
