import type { FormulaSort } from '../../field-type.ts'

/** Sort of a piece of a formula; `null` of what is empty by itself. */
export type Sort = FormulaSort | 'null'

/** What pieces can be made by, whatever the sign or name they are written with. */
export type Op =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'remainder'
  | 'negate'
  | 'concat'
  | 'addDays'
  | 'subtractDays'
  | 'daysBetween'
  | 'equal'
  | 'unequal'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual'
  | 'and'
  | 'or'
  | 'not'
  | 'choose'
  | 'oneOf'
  | 'amongTexts'
  | 'textsHold'
  | 'isNull'
  | 'isGiven'
  | 'length'
  | 'count'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'toText'
  | 'min'
  | 'max'
  | 'abs'
  | 'round'
  | 'floor'
  | 'ceil'
  | 'today'
  | 'dateOf'
  | 'year'
  | 'month'
  | 'dayOfMonth'

export type Signature = Readonly<{
  takes: readonly Sort[]
  op: Op
  gives: Sort
  /** The last operand may come several times. */
  rest?: boolean
  /** Operands from here on are digits 0…10 written out. */
  literalFrom?: number
}>

const sorts: readonly FormulaSort[] = ['number', 'money', 'text', 'yesNo', 'day', 'instant', 'texts', 'link', 'file']

/** Money counts as a number; what is empty fits everywhere. */
export const fits = (sort: Sort, wanted: Sort): boolean => sort === wanted || sort === 'null' || (sort === 'money' && wanted === 'number')

const pair = (sort: Sort, op: Op, gives: Sort): Signature => ({ takes: [sort, sort], op, gives })
const pairs = (op: Op, of: readonly Sort[]): readonly Signature[] => of.map((sort) => pair(sort, op, 'yesNo'))
const ordered: readonly Sort[] = ['number', 'text', 'day', 'instant']
const comparable: readonly Sort[] = [...ordered, 'yesNo', 'link']
const one = (sort: Sort, op: Op, gives: Sort): readonly Signature[] => [{ takes: [sort], op, gives }]
const extreme = (op: Op): readonly Signature[] => [
  { takes: ['number', 'number'], op, gives: 'number', rest: true },
  { takes: ['day', 'day'], op, gives: 'day', rest: true },
]
const inText = (op: Op): readonly Signature[] => [pair('text', op, 'yesNo')]

/** By sign; the first that fits holds. */
export const operators: Readonly<Record<string, readonly Signature[]>> = {
  '+': [pair('number', 'add', 'number'), pair('text', 'concat', 'text'), { takes: ['day', 'number'], op: 'addDays', gives: 'day' }],
  '-': [
    pair('number', 'subtract', 'number'),
    pair('day', 'daysBetween', 'number'),
    { takes: ['day', 'number'], op: 'subtractDays', gives: 'day' },
  ],
  '*': [pair('number', 'multiply', 'number')],
  '/': [pair('number', 'divide', 'number')],
  '%': [pair('number', 'remainder', 'number')],
  '-_': one('number', 'negate', 'number'),
  '==': pairs('equal', comparable),
  '!=': pairs('unequal', comparable),
  '<': pairs('less', ordered),
  '<=': pairs('lessEqual', ordered),
  '>': pairs('greater', ordered),
  '>=': pairs('greaterEqual', ordered),
  '&&': [pair('yesNo', 'and', 'yesNo')],
  '||': [pair('yesNo', 'or', 'yesNo')],
  '!_': one('yesNo', 'not', 'yesNo'),
  in: [{ takes: ['text', 'texts'], op: 'amongTexts', gives: 'yesNo' }],
}

/** By name; `size(name)` and `name.size()` are the same. */
export const calls: Readonly<Record<string, readonly Signature[]>> = Object.assign(Object.create(null), {
  has: sorts.flatMap((sort) => one(sort, 'isGiven', 'yesNo')),
  size: [...one('text', 'length', 'number'), ...one('texts', 'count', 'number')],
  contains: [...inText('contains'), { takes: ['texts', 'text'], op: 'textsHold', gives: 'yesNo' }],
  startsWith: inText('startsWith'),
  endsWith: inText('endsWith'),
  string: one('number', 'toText', 'text'),
  min: extreme('min'),
  max: extreme('max'),
  abs: one('number', 'abs', 'number'),
  floor: one('number', 'floor', 'number'),
  ceil: one('number', 'ceil', 'number'),
  round: [...one('number', 'round', 'number'), { takes: ['number', 'number'], op: 'round', gives: 'number', literalFrom: 1 }],
  today: [{ takes: [], op: 'today', gives: 'day' }],
  dateOf: one('instant', 'dateOf', 'day'),
  year: one('day', 'year', 'number'),
  month: one('day', 'month', 'number'),
  day: one('day', 'dayOfMonth', 'number'),
} satisfies Record<string, readonly Signature[]>)
