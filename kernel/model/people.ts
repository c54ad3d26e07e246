import { defineObject } from './define-object.ts'
import { choices, day, decimal, email, link, person, phone, text, yesNo } from './fields.ts'

export const builtInRoles = ['administrator', 'manager', 'rep', 'finance', 'readonly'] as const

/** A unit of the company; departments form a tree, branches are departments too. */
export const department = defineObject('department', {
  plural: 'departments',
  title: 'name',
  tree: 'parent',
  icon: 'network',
  fields: {
    name: text({ required: true, max: 100 }),
    parent: link('department', { reverse: 'subdepartments', onRemove: 'forbid' }),
    head: person({ reverse: 'heads', onRemove: 'clear' }),
  },
  unique: [['parent', 'name']],
  views: {
    list: { columns: ['name', 'parent', 'head', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'parent'], ['head']] }],
  },
})

/** A person of the workspace. Without an account (`hasAccount` of the control schema) it only owns records; inactive members keep theirs. */
export const member = defineObject('member', {
  plural: 'members',
  title: 'name',
  icon: 'user-round',
  search: ['name', 'email'],
  fields: {
    name: text({ required: true, max: 100 }),
    email: email({ unique: true }),
    phone: phone(),
    department: link('department', { reverse: 'members', onRemove: 'forbid', indexed: true }),
    title: text({ max: 100 }),
    roles: choices(builtInRoles),
    active: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'email', 'department', 'title', 'roles', 'active'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'email'], ['phone', 'title'], ['department', 'roles'], ['active']] }],
  },
})

/** What one unit of a currency was worth in the workspace's currency from a day on. */
export const exchangeRate = defineObject('exchangeRate', {
  plural: 'exchangeRates',
  title: 'currency',
  icon: 'arrow-left-right',
  fields: {
    currency: text({ required: true, max: 3 }),
    validFrom: day({ required: true }),
    rate: decimal({ required: true, scale: 8, min: 0 }),
  },
  unique: [['currency', 'validFrom']],
  views: {
    list: { columns: ['currency', 'validFrom', 'rate'], sort: '-validFrom' },
    form: [{ section: 'basic', rows: [['currency', 'validFrom'], ['rate']] }],
  },
})
