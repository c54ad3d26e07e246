import { type ASTNode, Environment, type ParseError } from '@marcbachmann/cel-js'
import type { FormulaSort } from '../../field-type.ts'
import { isDay } from '../../periods.ts'
import { type Issue, issueOf } from './issue.ts'
import { calls, fits, type Op, operators, type Signature, type Sort } from './signatures.ts'

/** A formula with every name and operator settled. Numbers stand as decimal text, days as `YYYY-MM-DD`. */
export type Expr =
  | Readonly<{ op: 'literal'; sort: Sort; value: string | boolean | null }>
  | Readonly<{ op: 'field'; sort: FormulaSort | 'null'; name: string }>
  | Readonly<{ op: Op; sort: Sort; args: readonly Expr[] }>

/** The sort of a field by its name; undefined where there is none to count with. */
export type SortOf = (name: string) => FormulaSort | 'null' | undefined

const language = new Environment({
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 1000, maxDepth: 60, maxListElements: 200, maxCallArguments: 16 },
})
const mostCharacters = 4000
/** Signs in a row do not count for the parser; the database gives up on its stack some thousands down. */
const mostDepth = 150
const depthOf = (expr: Expr): number => 1 + ('args' in expr ? Math.max(0, ...expr.args.map(depthOf)) : 0)

class Refused extends Error {
  readonly issue: Issue
  constructor(issue: Issue) {
    super(issue.code)
    this.issue = issue
  }
}
const refuse = (reason: string, node: ASTNode, details: Record<string, unknown> = {}): never => {
  throw new Refused(issueOf(reason, { at: node.start, ...details }))
}

/** The expression, or what is wrong with it. */
export function readFormula(expression: string, sortOf: SortOf): Readonly<{ expr: Expr } | { issue: Issue }> {
  const parsed = parseFormula(expression)
  if ('issue' in parsed) return parsed
  try {
    const expr = settle(parsed.ast, sortOf)
    const depth = depthOf(expr)
    return depth > mostDepth ? { issue: issueOf('too-deep', { max: mostDepth, depth }) } : { expr }
  } catch (error) {
    if (error instanceof Refused) return { issue: error.issue }
    throw error
  }
}

function parseFormula(expression: string): Readonly<{ ast: ASTNode } | { issue: Issue }> {
  if (expression.length > mostCharacters) return { issue: issueOf('too-long', { max: mostCharacters, length: expression.length }) }
  try {
    return { ast: language.parse(expression).ast }
  } catch (error) {
    const { code, range } = error as ParseError
    return { issue: issueOf('syntax', { ...(code ? { fault: code } : {}), ...(range ? { at: range.start } : {}) }) }
  }
}

/** Names of the fields that a formula reads, each once, in order of appearance; none for one that cannot be read. */
export function fieldsOfFormula(expression: string): readonly string[] {
  const names = new Set<string>()
  const read = readFormula(expression, (name) => {
    names.add(name)
    return 'null'
  })
  return 'expr' in read ? [...names] : []
}

type Settle = (node: ASTNode, sortOf: SortOf) => Expr

function literal(node: ASTNode & { op: 'value' }): Expr {
  const value = node.args
  if (value === null) return { op: 'literal', sort: 'null', value }
  if (typeof value === 'boolean') return { op: 'literal', sort: 'yesNo', value }
  if (typeof value === 'bigint') return { op: 'literal', sort: 'number', value: String(value) }
  if (typeof value === 'number') return { op: 'literal', sort: 'number', value: decimalText(value, node) }
  if (typeof value === 'string' && value.isWellFormed() && !value.includes('\0')) return { op: 'literal', sort: 'text', value }
  return refuse('unknown-literal', node)
}

function decimalText(value: number, node: ASTNode): string {
  const text = String(value)
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) refuse('unknown-literal', node)
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text
}

const settle: Settle = (node, sortOf) => {
  const { op } = node
  if (op === 'value') return literal(node)
  if (op === 'id') return { op: 'field', name: node.args, sort: sortOf(node.args) ?? refuse('unknown-field', node, { field: node.args }) }
  if (op === '?:') return choose(node, sortOf)
  if (op === '.' && node.args[0].op === 'id') return member(node, sortOf)
  if (op === 'in' && node.args[1].op === 'list') return oneOf(node, sortOf)
  if (op === 'call')
    return apply(
      calls[node.args[0]],
      node.args[0],
      node,
      node.args[1].map((arg) => settle(arg, sortOf)),
    )
  if (op === 'rcall')
    return apply(
      calls[node.args[0]],
      node.args[0],
      node,
      [node.args[1], ...node.args[2]].map((arg) => settle(arg, sortOf)),
    )
  if (op === '!_' || op === '-_') return apply(operators[op], op, node, [settle(node.args, sortOf)])
  if (!Object.hasOwn(operators, op)) return refuse('unknown-operator', node, { operator: op })
  const sides = (node.args as [ASTNode, ASTNode]).map((side) => settle(side, sortOf))
  return emptiness(op, sides) ?? apply(operators[op], op, node, withDays(sides))
}

/** `before.amount`: a name of two parts, where whoever asks knows it. */
function member(node: ASTNode & { op: '.' }, sortOf: SortOf): Expr {
  const name = `${String(node.args[0].args)}.${node.args[1]}`
  return { op: 'field', name, sort: sortOf(name) ?? refuse('unknown-operator', node, { operator: node.op }) }
}

/** `x == null` and `x != null` ask whether there is a value; all other comparisons with null give null. */
function emptiness(op: string, sides: readonly Expr[]): Expr | null {
  if (op !== '==' && op !== '!=') return null
  const isNull = (side: Expr) => side.op === 'literal' && side.value === null
  const given = sides.find((side) => !isNull(side))
  return given && sides.some(isNull) ? { op: op === '==' ? 'isNull' : 'isGiven', sort: 'yesNo', args: [given] } : null
}

/** A text that reads as a day is one beside a day. */
function withDays(sides: readonly Expr[]): readonly Expr[] {
  if (!sides.some(({ sort }) => sort === 'day')) return sides
  return sides.map((side) =>
    side.op === 'literal' && typeof side.value === 'string' && isDay(side.value) ? { ...side, sort: 'day' } : side,
  )
}

function apply(signatures: readonly Signature[] | undefined, name: string, node: ASTNode, args: readonly Expr[]): Expr {
  if (!signatures) return refuse('unknown-function', node, { function: name })
  const found = signatures.find(
    ({ takes, rest }) =>
      (args.length === takes.length || (rest && args.length > takes.length)) &&
      args.every((arg, i) => fits(arg.sort, takes[Math.min(i, takes.length - 1)]!)),
  )
  if (!found) return refuse('wrong-operands', node, { operator: name, got: args.map(({ sort }) => sort).join(', ') })
  if (
    found.literalFrom !== undefined &&
    args.slice(found.literalFrom).some((arg) => arg.op !== 'literal' || !/^(\d|10)$/.test(String(arg.value)))
  ) {
    return refuse('wrong-operands', node, { operator: name, got: 'digits' })
  }
  return { op: found.op, sort: found.gives, args: args.map((arg, i) => settled(arg, found.takes[Math.min(i, found.takes.length - 1)]!)) }
}

/** An empty literal takes the sort that is wanted in its place, as the database will not guess it. */
const settled = (arg: Expr, sort: Sort): Expr => (arg.op === 'literal' && arg.value === null ? { ...arg, sort } : arg)

const plain = (args: readonly Expr[]): Sort => args.find(({ sort }) => sort !== 'null')?.sort ?? 'null'

function choose(node: ASTNode & { op: '?:' }, sortOf: SortOf): Expr {
  const [test, ...branches] = node.args.map((arg) => settle(arg, sortOf)) as [Expr, Expr, Expr]
  if (!fits(test.sort, 'yesNo')) refuse('wrong-operands', node, { operator: '?:', got: test.sort })
  const args = withDays(branches)
  const sort = plain(args)
  if (!args.every((arg) => fits(arg.sort, sort) || fits(sort, arg.sort)))
    refuse('wrong-operands', node, { operator: '?:', got: args.map((arg) => arg.sort).join(', ') })
  const gives = args.every((arg) => arg.sort === sort || arg.sort === 'null') ? sort : 'number'
  return { op: 'choose', sort: gives, args: [settled(test, 'yesNo'), ...args.map((arg) => settled(arg, gives))] }
}

function oneOf(node: ASTNode & { op: 'in' }, sortOf: SortOf): Expr {
  const [value, list] = node.args
  const items = (list.args as ASTNode[]).map((item) => settle(item, sortOf))
  const args = withDays([settle(value, sortOf), ...items])
  const sort = plain(args)
  const isComparable = fits(sort, 'number') || ['text', 'day', 'yesNo'].includes(sort)
  if (items.length === 0 || !isComparable || !args.every((arg) => fits(arg.sort, sort) || fits(sort, arg.sort))) {
    return refuse('wrong-operands', node, { operator: 'in', got: args.map((arg) => arg.sort).join(', ') })
  }
  return { op: 'oneOf', sort: 'yesNo', args: args.map((arg) => settled(arg, sort)) }
}
