import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Sql, sql } from '../../db/sql.ts'
import type { ComputeInput, FieldOptions } from '../field-type.ts'
import { fieldType, fieldTypes } from '../field-types.ts'
import { checkFormula } from './formula/check.ts'
import { evaluateFormula } from './formula/evaluate.ts'
import { fieldsOfFormula } from './formula/read.ts'
import { context, openScratch, type Scratch } from './tests/scratch.ts'

let scratch: Scratch
const kinds = {
  amount: 'money',
  paid: 'money',
  probability: 'percent',
  count: 'integer',
  name: 'text',
  stage: 'choice',
  isOpen: 'yesNo',
  signedOn: 'day',
  endsOn: 'day',
  calledAt: 'instant',
  tags: 'tags',
  account: 'link',
} as const
type Row = Readonly<Record<keyof typeof kinds, unknown>>

const full: Row = {
  amount: { amount: 1200.5, currency: 'CNY' },
  paid: { amount: 200, currency: 'CNY' },
  probability: 33.5,
  count: 7,
  name: '星河科技 Ltd',
  stage: 'won',
  isOpen: true,
  signedOn: '2026-02-27',
  endsOn: '2026-05-31',
  calledAt: '2026-03-01T20:30:00.000Z',
  tags: ['VIP', '展会'],
  account: '01980000-0000-7000-8000-000000000009',
}
const rows: readonly Row[] = [
  full,
  Object.fromEntries(Object.keys(kinds).map((name) => [name, null])) as Row,
  { ...full, amount: { amount: -3.005, currency: 'CNY' }, count: 0, isOpen: false, name: 'b', signedOn: '2024-02-29', tags: ['x'] },
  { ...full, paid: null, probability: null, stage: 'lost', endsOn: null, name: '😀a' },
  { ...full, paid: { amount: 5, currency: 'USD' } },
]

const columnsOf = (name: string): string[] =>
  fieldTypes[kinds[name as keyof typeof kinds]]!.columns(name.toLowerCase(), {}).map((column) => column.name)

before(async () => {
  scratch = await openScratch()
  const columns = Object.entries(kinds).flatMap(([name, kind]) => fieldType(kind).columns(name.toLowerCase(), {}))
  const defined = sql.join(columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`))
  const records = rows.map((row, n) => {
    const cells = Object.entries(kinds).flatMap(([name, kind]) => {
      const value = row[name as keyof Row]
      const values = value === null ? [] : fieldType(kind).toCells(value, {})
      return columnsOf(name).map((column, i) => [column, values[i] ?? null])
    })
    return { n, ...Object.fromEntries(cells) }
  })
  await scratch.connection.query(sql`CREATE TABLE ${sql.id(scratch.schema, 'record')} (n integer PRIMARY KEY, ${defined})`)
  await scratch.connection.query(
    sql`INSERT INTO ${sql.id(scratch.schema, 'record')} SELECT * FROM json_to_recordset(${JSON.stringify(records)}::json) AS given(n integer, ${defined})`,
  )
})
after(() => scratch.close())

const input: ComputeInput = {
  field: (name, part = 0) => sql.id('r', columnsOf(name)[part]!),
  sortOf: (name) => fieldTypes[kinds[name as keyof typeof kinds] ?? '']?.formulaSort?.({}),
  children: () => assert.fail('formulas have no children'),
  context,
}
const computed = (options: FieldOptions): readonly Sql[] => fieldType('formula').compute!(options, input)

async function answersOf(options: FieldOptions): Promise<unknown[]> {
  const shown = fieldType('formula').select(computed(options), options)
  const [row] = await scratch.connection.query(
    sql`SELECT json_agg(json_build_object('v', ${shown}) ORDER BY n)::text AS answers FROM ${sql.id(scratch.schema, 'record')} AS r`,
  )
  return (JSON.parse(String(row!.answers)) as { v: unknown }[]).map(({ v }) => v)
}

const clock = { today: '2026-05-20', timeZone: 'Asia/Shanghai' }
const formulas: Readonly<Record<string, readonly string[]>> = {
  decimal: [
    'amount * probability / 100',
    'amount / count',
    'count / 2',
    '7 / 2 + 7 % 4 - -count',
    'min(amount, count, 100)',
    'max(count, 3.25)',
    'abs(amount) + floor(amount) + ceil(probability)',
    'round(amount) + round(amount, 2)',
    'today() - signedOn',
    'endsOn - signedOn',
    'year(signedOn) * 10000 + month(signedOn) * 100 + day(signedOn)',
    'size(name) + size(tags)',
    'isOpen ? amount : null',
    'has(paid) ? count : -1',
    'isOpen ? (count > 3 ? 1 : 2) : 3',
    'null + 1',
    '-(null)',
    'abs(null)',
    'count * 9007199254740991 * 9007199254740991 / 9007199254740991 / 9007199254740991',
    'count + 0.000001234',
  ],
  text: [
    'name + "-" + stage',
    'isOpen ? "开" : "关"',
    'stage == "won" ? name : "no"',
    'string(amount) + "元"',
    'isOpen ? name : null',
    '"it\'s $1 %_\\\\"',
  ],
  yesNo: [
    'isOpen && count > 5',
    'isOpen || count > 5',
    '!isOpen',
    'amount > 100 && stage in ["won", "lost"]',
    'count in [1, 7, null]',
    'name.contains("星")',
    'name.startsWith("b") || endsWith(name, "Ltd")',
    'name < "c"',
    '"VIP" in tags',
    'tags.contains("x")',
    'paid == null',
    'paid != null && paid != amount',
    'signedOn > "2026-01-01"',
    'signedOn in ["2024-02-29"]',
    'has(account) && has(tags)',
    'isOpen == (count == 7)',
    'null && false',
    'null || false',
  ],
  day: [
    'signedOn + 30',
    'signedOn - count',
    'dateOf(calledAt)',
    'max(signedOn, endsOn)',
    'isOpen ? signedOn : today()',
    'signedOn + 99999999',
  ],
}

describe('formulas come to the same in the database and in the browser', () => {
  for (const [as, expressions] of Object.entries(formulas)) {
    for (const expression of expressions) {
      test(expression, async () => {
        assert.deepEqual(checkFormula(expression, kinds, as), [])
        const answers = await answersOf({ expression, as, scale: 12 })
        const previews = rows.map((row) => evaluateFormula(expression, row, clock))
        const readsTwo = expression.includes('amount') && expression.includes('paid')
        answers.forEach((answer, i) => {
          const preview = previews[i]
          if (i === 4 && readsTwo) assert.equal(answer, null, 'amounts of two currencies are not counted together')
          else if (typeof preview === 'number')
            assert.ok(Math.abs(preview - Number(answer)) <= 1e-9 * Math.max(1, Math.abs(preview)), `${answer} ${preview}`)
          else assert.deepEqual(answer, preview, `row ${i}`)
        })
      })
    }
  }
})

test('money comes with the currency of the fields it is made of', async () => {
  assert.deepEqual(await answersOf({ expression: 'amount * probability / 100', as: 'money' }), [
    { amount: 402.17, currency: 'CNY' },
    null,
    { amount: -1.01, currency: 'CNY' },
    null,
    { amount: 402.17, currency: 'CNY' },
  ])
  assert.deepEqual((await answersOf({ expression: 'amount - paid', as: 'money' })).slice(3), [null, null])
  assert.deepEqual((await answersOf({ expression: 'count * 2', as: 'money' }))[0], { amount: 14, currency: 'CNY' })
  assert.deepEqual(await answersOf({ expression: 'count', as: 'integer' }), [7, null, 0, 7, 7])
})

test('computed values are filtered, sorted and measured like values of their kind', async () => {
  const options = { expression: 'amount * 2', as: 'money' }
  const type = fieldType('formula')
  const columns = computed(options)
  const where = (name: string, value: unknown) => type.operators[name]!({ columns, value, options, context })
  const found = async (condition: Sql) =>
    (
      await scratch.connection.query(
        sql`SELECT n FROM ${sql.id(scratch.schema, 'record')} AS r WHERE ${condition} ORDER BY ${type.order!(columns, options)}, n`,
      )
    ).map(({ n }) => n)
  assert.deepEqual(await found(where('gt', 0)), [0, 3, 4])
  assert.deepEqual(await found(where('lte', { amount: 2401, currency: 'CNY' })), [2, 0, 3, 4])
  assert.deepEqual(await found(where('eq', { amount: 2401, currency: 'USD' })), [])
  assert.deepEqual(await found(where('empty', true)), [1])
  assert.throws(() => where('startsWith', 'x'), { code: 'kernel.bad-filter' })
  assert.throws(() => type.measures!.sum!(columns, { expression: 'name', as: 'text' }), { code: 'kernel.bad-value' })
  const [row] = await scratch.connection.query(
    sql`SELECT ${type.measures!.sum!(columns, options)} AS sum FROM ${sql.id(scratch.schema, 'record')} AS r`,
  )
  assert.equal(Number(row!.sum), 7196.99)
  assert.throws(() => type.parse(5, options, context), { code: 'kernel.read-only' })
})

test('faults of an expression name their place', () => {
  const faults: Readonly<Record<string, object>> = {
    'amount +': { reason: 'syntax', fault: 'unexpected_token', at: 8 },
    'amount + name': { reason: 'wrong-operands', at: 0, operator: '+', got: 'money, text' },
    '1 + nothing': { reason: 'unknown-field', at: 4, field: 'nothing' },
    'account.name': { reason: 'unknown-operator', at: 0, operator: '.' },
    'pg_sleep(5)': { reason: 'unknown-function', at: 0, function: 'pg_sleep' },
    'constructor(1)': { reason: 'unknown-function', at: 0, function: 'constructor' },
    'toString + 1': { reason: 'unknown-field', at: 0, field: 'toString' },
    'round(amount, count)': { reason: 'wrong-operands', at: 0, operator: 'round', got: 'digits' },
    'name ? 1 : 2': { reason: 'wrong-operands', at: 0, operator: '?:', got: 'text' },
    'count in []': { reason: 'wrong-operands', at: 0, operator: 'in', got: 'number' },
    '"\\u0000"': { reason: 'unknown-literal', at: 0 },
  }
  for (const [expression, details] of Object.entries(faults)) {
    assert.deepEqual(checkFormula(expression, kinds), [{ path: 'expression', code: 'kernel.bad-value', details }], expression)
    assert.equal(evaluateFormula(expression.replace('nothing', 'name'), full, clock) ?? null, null)
  }
  assert.equal(checkFormula('1'.repeat(4001), kinds)[0]!.details!.reason, 'too-long')
  assert.equal(checkFormula(`${'- '.repeat(200)}count`, kinds)[0]!.details!.reason, 'too-deep')
  assert.equal(checkFormula(`${'('.repeat(200)}1${')'.repeat(200)}`, kinds)[0]!.details!.reason, 'syntax')
  assert.deepEqual(checkFormula('name', kinds, 'decimal')[0]!.details, { reason: 'result', want: 'number', got: 'text' })
  assert.deepEqual(fieldsOfFormula('amount * probability + (isOpen ? amount : 0)'), ['amount', 'probability', 'isOpen'])
  assert.deepEqual(fieldsOfFormula('amount +'), [])
})

describe('roll-ups', () => {
  const child = (name: string): Sql => sql.id(scratch.schema, name)
  before(async () => {
    await scratch.connection.query(sql`CREATE TABLE ${child('plan')} (id uuid PRIMARY KEY, parent integer, amount numeric(19,4), amount_currency text,
      due date, created_at timestamptz NOT NULL)`)
    const plans = [
      [0, 100.5, 'CNY', '2026-01-01'],
      [0, 50, 'CNY', '2026-03-01'],
      [0, null, null, null],
      [2, 10, 'CNY', '2026-02-01'],
      [2, 10, 'USD', null],
    ].map(([parent, amount, currency, due], i) => ({
      id: `01980000-0000-7000-8000-00000000000${i}`,
      parent,
      amount,
      amount_currency: currency,
      due,
      created_at: `2026-01-0${i + 1}T00:00:00Z`,
    }))
    await scratch.connection.query(sql`INSERT INTO ${child('plan')}
      SELECT * FROM json_to_recordset(${JSON.stringify(plans)}::json) AS g(id uuid, parent integer, amount numeric, amount_currency text, due date, created_at timestamptz)`)
  })
  const names: Readonly<Record<string, readonly string[]>> = {
    amount: ['amount', 'amount_currency'],
    due: ['due'],
    createdAt: ['created_at'],
    id: ['id'],
  }
  const overPlans: ComputeInput = {
    ...input,
    children: (name, { what, filter }) => {
      assert.equal(name, 'plans')
      const condition = filter ? sql.raw('c.due IS NOT NULL') : sql.raw('true')
      return what.map(
        (one) =>
          sql`(SELECT ${one((field, part = 0) => sql.id('c', names[field]![part]!), sql` FILTER (WHERE ${condition})`)} FROM ${child('plan')} AS c WHERE c.parent = r.n)`,
      )
    },
  }
  async function answersTo(options: FieldOptions): Promise<unknown[]> {
    const type = fieldType('rollUp')
    const shown = type.select(type.compute!(options, overPlans), options)
    const [row] = await scratch.connection.query(
      sql`SELECT json_agg(json_build_object('v', ${shown}) ORDER BY n)::text AS answers FROM ${child('record')} AS r WHERE n < 3`,
    )
    return (JSON.parse(String(row!.answers)) as { v: unknown }[]).map(({ v }) => v)
  }

  test('count, sum, smallest, largest and latest of the children', async () => {
    assert.deepEqual(await answersTo({ of: 'plans', measure: 'count' }), [3, 0, 2])
    assert.deepEqual(await answersTo({ of: 'plans', measure: 'count', filter: { due: { empty: false } } }), [2, 0, 1])
    assert.deepEqual(await answersTo({ of: 'plans', measure: 'sum', field: 'amount', as: 'money' }), [
      { amount: 150.5, currency: 'CNY' },
      null,
      null,
    ])
    assert.deepEqual(await answersTo({ of: 'plans', measure: 'min', field: 'due', as: 'day' }), ['2026-01-01', null, '2026-02-01'])
    assert.deepEqual(await answersTo({ of: 'plans', measure: 'latest', field: 'amount', as: 'money' }), [
      null,
      null,
      { amount: 10, currency: 'USD' },
    ])
    assert.deepEqual(await answersTo({ of: 'plans', measure: 'latest', field: 'due', as: 'day', filter: { due: { empty: false } } }), [
      '2026-03-01',
      null,
      '2026-02-01',
    ])
  })

  test('declarations without what they need are refused', () => {
    const check = fieldType('rollUp').checkOptions!
    assert.deepEqual(
      check({ of: 'plans', measure: 'sum' }).map(({ path }) => path),
      ['field'],
    )
    assert.deepEqual(
      check({ measure: 'mode' }).map(({ path }) => path),
      ['of', 'measure', 'field'],
    )
  })
})
