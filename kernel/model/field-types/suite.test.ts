import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Sql, sql } from '../../db/sql.ts'
import { sameValue } from '../../records/cells.ts'
import { Fault } from '../fault.ts'
import type { FieldOptions, FieldType } from '../field-type.ts'
import { fieldTypes } from '../field-types.ts'
import { accepts } from './tests/accepts.ts'
import { askable, isOrderedHere, keyOf, positionOf, questions, reference } from './tests/reference.ts'
import { context, openScratch, type Scratch } from './tests/scratch.ts'
import { oddInputs, specimenOptions } from './tests/specimens.ts'

const sampleCount = 24
const emptyRows = 2
let scratch: Scratch
before(async () => {
  scratch = await openScratch()
})
after(() => scratch.close())

type Row = Readonly<{ n: number; value: unknown }>
const tableOf = (name: string): Sql => sql.id(scratch.schema, name)
const columnsOf = (type: FieldType, options: FieldOptions): Sql[] => type.columns('value', options).map(({ name }) => sql.id('t', name))
/** Links are joined by whoever reads them: here to a title that is their id. */
const shownColumns = (type: FieldType, options: FieldOptions): Sql[] => {
  const columns = columnsOf(type, options)
  return type.refers ? [...columns, sql`${columns[0]!}::text`] : columns
}

async function store(name: string, type: FieldType, options: FieldOptions, rows: readonly Row[]): Promise<void> {
  const columns = type.columns('value', options)
  const defined = sql.join(columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`))
  const records = rows.map(({ n, value }) => {
    const cells = value === null ? columns.map(() => null) : type.toCells(value, options)
    return { n, ...Object.fromEntries(columns.map((column, i) => [column.name, cells[i]])) }
  })
  await scratch.connection.query(sql`CREATE TABLE ${tableOf(name)} (n integer PRIMARY KEY, ${defined})`)
  await scratch.connection.query(
    sql`INSERT INTO ${tableOf(name)} SELECT * FROM json_to_recordset(${JSON.stringify(records)}::json) AS given(n integer, ${defined})`,
  )
}

async function readAll(name: string, type: FieldType, options: FieldOptions, isStored = true): Promise<Map<number, unknown>> {
  const shown = isStored && type.veil ? type.veil.stored(columnsOf(type, options)) : type.select(shownColumns(type, options), options)
  const [row] = await scratch.connection.query(
    sql`SELECT coalesce(json_agg(json_build_object('n', n, 'value', ${shown}) ORDER BY n), '[]')::text AS rows FROM ${tableOf(name)} AS t`,
  )
  const rows = JSON.parse(String(row!.rows)) as Row[]
  return new Map(rows.map(({ n, value }) => [n, value]))
}

const fromAnswer = (type: FieldType, json: unknown): unknown =>
  json === null ? null : (type.fromAnswer?.(json, specimenOptions[type.kind] ?? {}) ?? json)
const numbersWhere = async (name: string, condition: Sql): Promise<number[]> => {
  const rows = await scratch.connection.query(sql`SELECT n FROM ${tableOf(name)} AS t WHERE ${condition} ORDER BY n`)
  return rows.map(({ n }) => Number(n))
}

const stored = Object.values(fieldTypes).filter((type) => type.columns('value', specimenOptions[type.kind] ?? {}).length > 0)

for (const type of stored) {
  const { kind } = type
  const options = specimenOptions[kind] ?? {}
  describe(kind, () => {
    const samples: Row[] = Array.from({ length: sampleCount }, (_, n) => ({
      n,
      value: type.parse(type.sample(n, options), options, context),
    }))
    const rows: Row[] = [...samples, ...Array.from({ length: emptyRows }, (_, i) => ({ n: sampleCount + i, value: null }))]
    before(() => store(kind, type, options, rows))

    test('samples are believable: the same for a seed, several, accepted by parse and schema', () => {
      assert.deepEqual(type.sample(7, options), type.sample(7, options))
      assert.ok(new Set(samples.map(({ value }) => JSON.stringify(value))).size > 1)
      for (const { value } of samples) {
        assert.notEqual(value, null)
        assert.deepEqual(type.parse(value, options, context), value, 'parsing twice changes nothing')
        // What is veiled goes in as it is sampled, and never comes out so.
        if (!type.veil) assert.ok(accepts(type.schema(options), value), `schema refuses ${JSON.stringify(value)}`)
      }
      for (const { n } of samples) assert.ok(!type.veil || accepts(type.schema(options), type.sample(n, options)))
      assert.equal(type.parse('', options, context), null)
      assert.equal(type.parse(null, options, context), null)
      assert.deepEqual(type.checkOptions?.(options) ?? [], [])
    })

    test('values come back from the database as they went in', async () => {
      const [answers, shown] = [await readAll(kind, type, options), await readAll(kind, type, options, false)]
      for (const { n, value } of rows) {
        assert.deepEqual(fromAnswer(type, answers.get(n)), value)
        const json = shown.get(n)
        if (json !== null)
          assert.ok(accepts((type.answer ?? type.schema)(options), json), `schema of answers refuses ${JSON.stringify(json)}`)
      }
    })

    test('what is veiled is shown as a mask, opens to what went in, and the same value tells itself by its mark', {
      skip: !type.veil,
    }, async () => {
      const shown = await readAll(kind, type, options, false)
      for (const { n, value } of samples) {
        const given = String(type.sample(n, options))
        const again = type.parse(given, options, context)
        const cells = type.toCells(value, options)
        assert.equal(type.veil!.open(value, context), given)
        assert.deepEqual(type.veil!.fromCells(cells), { ...(value as object) })
        assert.equal(sameValue(again, value), true)
        assert.equal(sameValue(type.parse(`${given}1`, options, context), value), false)
        assert.notDeepEqual(type.toCells(again, options), cells, 'shut anew each time')
        for (const text of [String(shown.get(n)), JSON.stringify({ value }), String(value), JSON.stringify(cells)])
          assert.ok(!text.includes(given.replaceAll(' ', '').slice(0, 8)) && !text.includes(given.slice(0, 9)), text)
        assert.throws(() => type.parse(shown.get(n), options, context), { code: 'kernel.bad-value' })
      }
    })

    test('odd input is refused by a fault or stored without harm', async () => {
      const taken = oddInputs.flatMap((input, n): Row[] => {
        const value = parsedOrRefused(type, options, input)
        return value === refused ? [] : [{ n, value }]
      })
      await store(`odd_${kind}`, type, options, taken)
      const answers = await readAll(`odd_${kind}`, type, options)
      for (const { n, value } of taken) assert.deepEqual(fromAnswer(type, answers.get(n)), value, `input ${n}`)
    })

    for (const [name, operator] of Object.entries(type.operators)) {
      test(`${name} finds what it should`, async () => {
        const values = samples.map(({ value }) => value)
        for (const wanted of questions(name, kind, values)) {
          const asked = name === 'eq' || name === 'ne' ? (wanted === null ? null : askable(kind, wanted)) : wanted
          const found = await numbersWhere(kind, operator({ columns: columnsOf(type, options), value: asked, options, context }))
          const isDefinable = reference[name] && (isOrderedHere(kind) || !['gt', 'gte', 'lt', 'lte', 'between'].includes(name))
          if (!isDefinable) continue
          const inQuestion = (kind === 'file' || kind === 'image') && (name === 'in' || name === 'nin') ? toFiles(wanted, values) : wanted
          const expected = rows.filter(({ value }) => reference[name]!(value, inQuestion, kind)).map(({ n }) => n)
          assert.deepEqual(found, expected, `${name} ${JSON.stringify(asked)}`)
        }
      })
    }

    test('operators refuse odd values by a fault or make SQL that runs', async () => {
      for (const [name, operator] of Object.entries(type.operators)) {
        const conditions = [...oddInputs, ...oddInputs.map((input) => [input])].flatMap((value) => {
          const condition = soundOrRefused(() => operator({ columns: columnsOf(type, options), value, options, context }))
          return condition === refused ? [] : [condition as Sql]
        })
        const all = conditions.map((condition, i) => sql`count(*) FILTER (WHERE ${condition}) AS ${sql.id(`c${i}`)}`)
        if (all.length > 0)
          await scratch.connection
            .query(sql`SELECT ${sql.join(all)} FROM ${tableOf(kind)} AS t`)
            .catch((error) => assert.fail(`${name}: ${error}`))
      }
    })

    test('order runs over columns and can carry an index', { skip: !type.order }, async () => {
      const order = type.order!(shownColumns(type, options), options)
      const found = await scratch.connection.query(
        sql`SELECT n FROM ${tableOf(kind)} AS t WHERE n < ${sampleCount}::integer ORDER BY ${order}, n`,
      )
      const position = kind === 'choice' ? (value: unknown) => positionOf(options, value) : (value: unknown) => keyOf(kind, value)
      const expected = samples.toSorted((a, b) =>
        position(a.value) < position(b.value) ? -1 : position(a.value) > position(b.value) ? 1 : a.n - b.n,
      )
      if (isOrderedHere(kind))
        assert.deepEqual(
          found.map(({ n }) => n),
          expected.map(({ n }) => n),
        )
      const bare = type.order!(
        type.columns('value', options).map(({ name }) => sql.id(name)),
        options,
      )
      await scratch.connection.query(sql`CREATE INDEX ON ${tableOf(kind)} ((${bare}), n)`)
    })

    test('measures run', { skip: !type.measures }, async () => {
      const columns = columnsOf(type, options)
      const pieces = Object.entries(type.measures!).map(([name, measure]) => sql`${measure(columns, options)} AS ${sql.id(name)}`)
      const [row] = await scratch.connection.query(sql`SELECT ${sql.join(pieces)} FROM ${tableOf(kind)} AS t`)
      assert.ok(Object.values(row!).every((value) => value !== null))
      if (row!.sum !== undefined) {
        const sum = samples.reduce((total, { value }) => total + Number(keyOf(kind, value)), 0)
        assert.ok(Math.abs(Number(row!.sum) - sum) < 1e-6)
      }
    })

    test('text of a cell is read back', { skip: !type.toText && !type.fromText && kind !== 'text' }, async () => {
      const isLossy = ['richText', 'file', 'image', 'link', 'person', 'address'].includes(kind)
      const answers = await readAll(kind, type, options)
      for (const { n, value } of samples) {
        const text = type.toText ? type.toText(answers.get(n), options, context) : (answers.get(n) as string)
        assert.ok(text !== null && typeof text !== 'object')
        const read = type.fromText ? type.fromText(String(text), options, context) : String(text).trim()
        if (!isLossy) assert.deepEqual(type.parse(read, options, context), value)
      }
    })
  })
}

const refused = Symbol('refused')

function soundOrRefused(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    assert.ok(error instanceof Fault, String(error))
    assert.match(error.code, /^kernel\.bad-(value|filter)$/)
    assert.ok(error.details.want ?? error.details.reason, `no cause: ${error.message}`)
    return refused
  }
}

/** Options without a fixed list take any key, so odd keys reach the database too. */
const parsedOrRefused = (type: FieldType, options: FieldOptions, input: unknown): unknown =>
  soundOrRefused(() => type.parse(input, options, context))

const toFiles = (ids: unknown, values: readonly unknown[]): readonly unknown[] =>
  (ids as readonly string[]).map((id) => values.find((value) => (value as { id: string }).id === id))

test('every kind names itself and its columns', () => {
  for (const [kind, type] of Object.entries(fieldTypes)) {
    assert.equal(type.kind, kind)
    for (const { name, type: column } of type.columns('some_name', specimenOptions[kind] ?? {})) {
      assert.match(name, /^some_name(_[a-z]+)?$/)
      assert.match(column, /^(uuid|text|text\[\]|bigint|boolean|date|timestamptz|jsonb|numeric\(\d+,\d+\))$/)
    }
    assert.ok(type.columns('x', {}).length > 0 || type.compute || type.parts, `${kind} is stored, computed or made of parts`)
  }
})
