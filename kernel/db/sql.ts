/**
 * SQL as a value: text and parameters kept apart until the last moment, so that a value can never become text.
 *
 * sql`SELECT ${sql.id('name')} FROM t WHERE id = ${id}`   →   SELECT "name" FROM t WHERE id = $1
 */
export type Sql = Readonly<{ chunks: readonly (string | Param)[] }>

/** One parameter; `note` says in words what it is, for the reader of a shown statement. */
export class Param {
  readonly value: unknown
  readonly note: string | undefined
  constructor(value: unknown, note?: string) {
    this.value = value
    this.note = note
  }
}

/** A statement ready for the driver: `$1`-style text and its values in order. */
export type Statement = Readonly<{ text: string; values: readonly unknown[] }>

const isSql = (x: unknown): x is Sql => typeof x === 'object' && x !== null && 'chunks' in x

/** Builds a piece of SQL; interpolated pieces of SQL are spliced in, everything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...holes: readonly unknown[]): Sql {
  const chunks: (string | Param)[] = []
  strings.forEach((text, i) => {
    if (text !== '') chunks.push(text)
    if (i >= holes.length) return
    const hole = holes[i]
    // One by one: as arguments of one call, the pieces of a large statement are more than the stack holds.
    if (isSql(hole)) for (const chunk of hole.chunks) chunks.push(chunk)
    else chunks.push(hole instanceof Param ? hole : new Param(hole))
  })
  return { chunks }
}

/** Text taken as it is. Only for text that no person outside this code base can influence. */
sql.raw = (text: string): Sql => ({ chunks: [text] })

/** A quoted name; several are joined by dots. */
sql.id = (...names: readonly string[]): Sql => sql.raw(names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.'))

/** A parameter with words for the reader of the statement. */
sql.param = (value: unknown, note?: string): Sql => ({ chunks: [new Param(value, note)] })

/** Pieces joined by text, a comma unless told otherwise; nothing for an empty list. */
sql.join = (pieces: readonly Sql[], by = ', '): Sql => ({
  chunks: pieces.flatMap((piece, i) => (i === 0 ? piece.chunks : [by, ...piece.chunks])),
})

/** A text literal in the statement itself, for places where a parameter is not allowed or would cost a plan. */
sql.literal = (text: string): Sql => sql.raw(`'${text.replaceAll("'", "''")}'`)

sql.empty = { chunks: [] } as Sql

/** All pieces must hold: `(a AND b)`; `true` for none. */
sql.all = (pieces: readonly Sql[]): Sql =>
  pieces.length === 0 ? sql.raw('true') : pieces.length === 1 ? pieces[0]! : sql`(${sql.join(pieces, ' AND ')})`

/** One piece must hold: `(a OR b)`; `false` for none. */
sql.any = (pieces: readonly Sql[]): Sql =>
  pieces.length === 0 ? sql.raw('false') : pieces.length === 1 ? pieces[0]! : sql`(${sql.join(pieces, ' OR ')})`

/** The same piece in as few chunks as it can be: for what is kept and put into many statements. */
export function compact({ chunks }: Sql): Sql {
  const joined: (string | Param)[] = []
  for (const chunk of chunks) {
    const before = joined.at(-1)
    if (typeof chunk === 'string' && typeof before === 'string') joined[joined.length - 1] = before + chunk
    else joined.push(chunk)
  }
  return { chunks: joined }
}

/** The statement of a piece of SQL. The same parameter object used twice keeps one number. */
export function toStatement(piece: Sql): Statement {
  const { text, params } = render(piece)
  return { text, values: params.map((param) => param.value) }
}

/** Text, parameters and their notes, as `explain=sql` answers them. */
export function toExplained(piece: Sql): { sql: string; params: unknown[]; notes: (string | null)[] } {
  const { text, params } = render(piece)
  return { sql: text, params: params.map((param) => param.value), notes: params.map((param) => param.note ?? null) }
}

function render(piece: Sql): { text: string; params: Param[] } {
  const numbers = new Map<Param, number>()
  const text = piece.chunks
    .map((chunk) => {
      if (typeof chunk === 'string') return chunk
      let number = numbers.get(chunk)
      if (number === undefined) numbers.set(chunk, (number = numbers.size + 1))
      return `$${number}`
    })
    .join('')
  return { text, params: [...numbers.keys()] }
}
