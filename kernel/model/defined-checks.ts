import type { CheckBody } from './definition.ts'
import type { Issue } from './fault.ts'
import type { FormulaSort } from './field-type.ts'
import { type FormulaClock, type FormulaRun, openFormula } from './field-types/formula/evaluate.ts'
import { fieldsOfFormula } from './field-types/formula/read.ts'
import type { CheckedField } from './option-rules.ts'

type Row = Readonly<Record<string, unknown>>
type Field = CheckedField & Readonly<{ sort?: FormulaSort | undefined }>
type Fields = Readonly<Record<string, Field>>

/** A check of this workspace, read once and run over many records. */
type Check = Readonly<{ body: CheckBody; reads: readonly string[]; must: FormulaRun; when: FormulaRun | null }>

/**
 * The checks of an object as one function over records in writing or reading shape. A check is broken where it comes to false; where it is
 * empty, as comparisons with an empty value are, it holds. A stored record is held to it once a value that it reads is changed.
 */
export function openChecks(fields: Fields, bodies: readonly CheckBody[]): (row: Row, before: Row | null, clock: FormulaClock) => Issue[] {
  const computed = openComputed(fields)
  const checks = bodies.filter((body) => !body.isOff).map((body) => openCheck(fields, body))
  return (row, before, clock) =>
    checks.flatMap(({ body, reads, must, when }) => {
      if (before && !reads.some((name) => JSON.stringify(row[name] ?? null) !== JSON.stringify(before[name] ?? null))) return []
      const whole = computed(row, reads, clock)
      if (when && when(whole, clock) !== true) return []
      return must(whole, clock) === false
        ? [{ path: body.field ?? reads[0] ?? '', code: 'kernel.broken-rule', details: { rule: body.name, says: body.message } }]
        : []
    })
}

function openCheck(fields: Fields, body: CheckBody): Check {
  const named = [...fieldsOfFormula(body.must), ...(body.when ? fieldsOfFormula(body.when) : [])]
  const sortOf = (name: string) => fields[name]?.sort
  return {
    body,
    reads: [...new Set(named.flatMap((name) => [name, ...behind(fields, name, [])]))],
    must: openFormula(body.must, sortOf),
    when: body.when ? openFormula(body.when, sortOf) : null,
  }
}

const expressionOf = (field: Field | undefined): string | undefined =>
  typeof field?.options.expression === 'string' ? field.options.expression : undefined

/** Fields that a computed field is made of. */
function behind(fields: Fields, name: string, seen: readonly string[]): string[] {
  const expression = expressionOf(fields[name])
  if (expression === undefined || seen.includes(name)) return []
  return fieldsOfFormula(expression).flatMap((inner) => [inner, ...behind(fields, inner, [...seen, name])])
}

/** Puts the values of formulas into a record, as far as they are asked for. */
function openComputed(fields: Fields): (row: Row, names: readonly string[], clock: FormulaClock) => Row {
  const known = new Map<string, FormulaRun>()
  const run = (name: string, expression: string): FormulaRun => {
    const found = known.get(name) ?? openFormula(expression, (inner) => fields[inner]?.sort)
    known.set(name, found)
    return found
  }
  return (row, names, clock) => {
    const whole: Record<string, unknown> = { ...row }
    // What is made of others comes after them.
    for (const name of [...names].reverse()) {
      const expression = expressionOf(fields[name])
      if (expression !== undefined) whole[name] = run(name, expression)(whole, clock)
    }
    return whole
  }
}

/** An expression over records, read once; formulas that it names are worked out. Empty where a comparison has nothing to compare. */
export function openCondition(fields: Fields, expression: string): (row: Row, clock: FormulaClock) => unknown {
  const computed = openComputed(fields)
  const reads = fieldsOfFormula(expression).flatMap((name) => [name, ...behind(fields, name, [])])
  const run = openFormula(expression, (name) => fields[name]?.sort)
  return (row, clock) => run(computed(row, reads, clock), clock)
}
