import type { Sql } from '../db/sql.ts'
import type { Vault } from '../sealing/vault.ts'
import type { Issue } from './fault.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** A value on its way into a column, as `json_to_recordset` reads it. */
export type Cell = string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>

export type Column = Readonly<{ name: string; type: string }>

/** The workspace and the person as a field type may need them to understand input. */
export type ParseContext = Readonly<{
  /** Default region for phone numbers and addresses, ISO 3166 such as `CN`. */
  region: string
  /** Currency of a bare number, ISO 4217 such as `CNY`. */
  currency: string
  /** Zone of the person, for days and for words such as `today`. */
  timeZone: string
  locale: Locale
  /** The moment of the work. */
  now: Date
  /** Its day in the person's zone, `YYYY-MM-DD`; what looks at nothing finer holds until midnight. */
  today: string
  /** Month in which the workspace's fiscal year begins, where one was told. */
  fiscalMonth?: number | undefined
  /** The member who asks; `me` in filters stands for it. */
  memberId: string | null
  /** The keys of the workspace; absent where nothing of it is kept shut. */
  vault?: Vault | undefined
}>

export type Locale = 'zh-CN' | 'zh-TW' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'zh-TW', 'en']

/** Label in each language; a label of the code's declarations comes from locale files instead. */
export type Labels = Readonly<Partial<Record<Locale, string>>>

export type ChoiceOption = Readonly<{ key: string; color?: string; labels?: Labels } & Record<string, unknown>>

/** One text to be found by search. */
export type SearchText = Readonly<{ text: string; kind: 'text' | 'phone' | 'code' }>

/** What an operator of a field type is given to make its condition. */
export type OperatorInput = Readonly<{
  /** The field's columns, qualified, in the order of `columns`; for a computed field what `compute` gave. */
  columns: readonly Sql[]
  /** As it stood in the filter. The operator checks it: `fail('kernel.bad-value')`. */
  value: unknown
  options: FieldOptions
  context: ParseContext
}>

export type Operator = (input: OperatorInput) => Sql

/** One figure over children: of their fields and of which of them. */
export type FigureOf = (child: (field: string, part?: number) => Sql, only: Sql) => Sql

/** Given to computed fields: the pieces they are made of. */
export type ComputeInput = Readonly<{
  /** Expression of another field of the same record (computed ones included, without cycles); `part` counts its columns from 0: money is amount, currency. */
  field(name: string, part?: number): Sql
  /** What `formulaSort` of another field's type says of it; undefined where there is no such field. */
  sortOf(name: string): FormulaSort | undefined
  /**
   * Figures over children, `SELECT <what> FROM <child> WHERE child.link = this.id AND <what the reader may see> [AND filter]`: made once for all who ask by
   * the same `key` and filter. Each aggregate in `what` ends with `only`, which keeps to the children of the filter where others are read beside them.
   */
  children(name: string, o: Readonly<{ key: string; what: readonly FigureOf[]; filter?: unknown }>): readonly Sql[]
  /** For words such as `today()`. */
  context: ParseContext
}>

/** A change of a set that does not depend on what is in it: `add` comes in, `take` goes out. Both are values as `parse` gives them. */
export type Amendment = Readonly<{ add: unknown; take: unknown }>
export type Amend = Readonly<{
  /** The value afterwards; null when nothing is left. */
  value(before: unknown, amendment: Amendment): unknown
  /** SQL of the cells afterwards, the same as `value` says. */
  cells(columns: readonly Sql[], amendment: Amendment): readonly Sql[]
  /** What must hold of the cells afterwards. */
  fits?(cells: readonly Sql[]): Sql
}>

/** How a kind shows less of its values than is stored of them. Its `fromAnswer` reads what `stored` and `fromCells` give. */
export type Veil = Readonly<{
  /** SQL of the JSON of all that is stored; null stays null. */
  stored(columns: readonly Sql[]): Sql
  /** The same of cells that are at hand, in the order of the columns. Never called with null. */
  fromCells(cells: readonly unknown[]): unknown
  /** The value itself, of one as `parse` and `fromAnswer` give it. @throws `kernel.keys-locked` */
  open(value: unknown, context: ParseContext): unknown
  /** The column whose text is shut with a key of the workspace. */
  sealed(columns: readonly Column[]): Column
}>

/** How a value takes part in formulas. */
export type FormulaSort = 'number' | 'money' | 'text' | 'yesNo' | 'day' | 'instant' | 'texts' | 'link' | 'file'

export type FieldOptions = Readonly<Record<string, unknown>>

/**
 * One thing that whoever defines a field of a kind may set about it, beside its labels, help, default and the like. `takes` says what
 * the value is, for checking and for the editor that asks for it.
 */
export type Setting = Readonly<{
  name: string
  takes:
    | 'number'
    | 'text'
    | 'texts'
    | 'among'
    | 'labels'
    | 'options'
    | 'object'
    | 'objects'
    | 'lines'
    | 'field'
    | 'children'
    | 'measured'
    | 'expression'
    | 'filter'
    | 'name'
  required?: true
  min?: number
  max?: number
  among?: readonly string[]
}>

/**
 * All the kernel knows about a kind of value, on the server. Nothing else in the kernel may branch on `kind`;
 * what differs between kinds is an optional member here, and the kernel asks for the member.
 */
export type FieldType = Readonly<{
  kind: string
  /** Column(s) in order: one for most kinds, two for money, none for computed kinds. `name` is snake_case. */
  columns(name: string, options: FieldOptions): readonly Column[]
  /** The value in writing shape. Never coerces silently. @throws `kernel.bad-value` with `want` or `reason`. */
  parse(input: unknown, options: FieldOptions, context: ParseContext): unknown
  /** The cells of a parsed value, one per column. Never called with null. */
  toCells(value: unknown, options: FieldOptions): readonly Cell[]
  /** Writing shape from the answer's JSON value (a link's `{ id, title }` becomes its id). Never called with null. */
  fromAnswer?(json: unknown, options: FieldOptions): unknown
  /** SQL of the JSON value in answers; null stays null. Links are joined by the compiler (`refers`), which then passes id and title. */
  select(columns: readonly Sql[], options: FieldOptions): Sql
  /** JSON Schema of the writing shape; `answer` of the reading shape where it differs. */
  schema(options: FieldOptions): JsonSchema
  answer?(options: FieldOptions): JsonSchema
  /** By name: `eq ne gt gte lt lte in nin contains startsWith empty between within under …`. A bare value in a filter means `eq`. */
  operators: Readonly<Record<string, Operator>>
  /** SQL to order by; absent when the kind has no order. */
  order?(columns: readonly Sql[], options: FieldOptions): Sql
  /** Measures an aggregate may take beside `count` and `countDistinct`: SQL over the columns. */
  measures?: Readonly<Record<string, (columns: readonly Sql[], options?: FieldOptions) => Sql>>
  /** SQL to group by, and the JSON of a group (defaults to `select`). */
  group?(columns: readonly Sql[], options: FieldOptions): Sql
  /** Where values of this kind point: the object's name. The compiler then joins id and title. */
  refers?(options: FieldOptions): string
  /** Present on kinds whose values may name a record of an object that is said beside: the columns of that object's name and of the id. `columnOf` tells the column of another field. */
  names?(
    columns: readonly Column[],
    options: FieldOptions,
    columnOf: (field: string) => string | undefined,
  ): Readonly<{ object: string; id: string }> | null
  /** Present on kinds whose values say by themselves which object they point to: the objects they may name, null for any. The compiler passes `select` the title as a third column. */
  targets?(options: FieldOptions): readonly string[] | null
  /** Present on kinds that carry a currency: SQL of it, or null where this field has none. Measures over several currencies are converted by the compiler. */
  currencyOf?(columns: readonly Sql[], options: FieldOptions): Sql | null
  /** Present on computed kinds: the expressions in place of columns; one, but amount and currency where money comes out. */
  compute?(options: FieldOptions, input: ComputeInput): readonly Sql[]
  /** How formulas count with the value; absent: they cannot. */
  formulaSort?(options: FieldOptions): FormulaSort
  /** What is wrong with the options of a declaration; asked once when the catalog is built. Paths are names of options. */
  checkOptions?(options: FieldOptions): readonly Issue[]
  /** Present on automatic numbers: the counter's name for this moment and the text around the counted digits. */
  counter?(
    options: FieldOptions,
    now: Date,
    timeZone: string,
    valueAt: (path: string) => string,
  ): Readonly<{ period: string; prefix: string; digits: number }>
  /** Paths that the counter's name and text hang on: `record.‹field›` or `‹link›.‹field›`. */
  counterPaths?(options: FieldOptions): readonly string[]
  /** Present on kinds whose values are records of a child object written with their parent. */
  parts?(options: FieldOptions): Readonly<{ object: string; by: string }>
  /** Present on kinds that show less than is stored: answers, exports and the history have what `select` says. */
  veil?: Veil
  /** Values lead to a person: looking at records that hold them is noted in the audit, and erasing a person empties them. */
  personal?: true
  /** Values name files of the file store; the write road sees to it that they are there and the actor's. */
  holdsFile?: true
  /** Options of the choice that the value must be among, when they come from the declaration. */
  choices?(options: FieldOptions): readonly ChoiceOption[]
  /** What search finds of a value. */
  texts?(value: unknown): readonly SearchText[]
  /** Present on kinds whose values are sets: how something is put in and taken out of a value, whatever stands there. */
  amend?: Amend
  /** What two spellings of the same value have in common; empty when a value says too little. Absent: duplicates are not told by this kind. */
  twinKey?(value: unknown): string
  /** Reads a cell of an imported file into what `parse` takes. Absent: the trimmed text itself. */
  fromText?(text: string, options: FieldOptions, context: ParseContext): unknown
  /** Text of an answer value for CSV, in the manner of the context's region where one is given. Absent: String(value). */
  toText?(answer: unknown, options: FieldOptions, context?: ParseContext): string | number | boolean | null
  /** What a field of this kind may be told when customers define one; absent: they define none of this kind. */
  settings?: readonly Setting[]
  /** A believable value for the shared suite and generated data; `seed` any integer ≥ 0, same seed same value. */
  sample(seed: number, options: FieldOptions): unknown
}>
