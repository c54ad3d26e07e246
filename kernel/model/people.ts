import { defineObject } from './define-object.ts'
import { choice, choices, day, decimal, email, field, json, link, longText, person, phone, text, yesNo } from './fields.ts'

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
    /** Whom the person reports to; empty: the head of the department. */
    superior: person({ reverse: 'reports', onRemove: 'clear' }),
    roles: choices(builtInRoles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
    active: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'email', 'department', 'title', 'roles', 'active'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'email'],
          ['phone', 'title'],
          ['department', 'superior'],
          ['roles', 'active'],
        ],
      },
    ],
  },
})

/** A department that a member belongs to besides the own one. */
export const membership = defineObject('membership', {
  plural: 'memberships',
  title: 'function',
  icon: 'users-round',
  search: [],
  fields: {
    member: link('member', { required: true, reverse: 'memberships', onRemove: 'follow' }),
    department: link('department', { required: true, reverse: 'memberships', onRemove: 'follow' }),
    function: text({ max: 100 }),
  },
  unique: [['member', 'department']],
  views: {
    list: { columns: ['member', 'department', 'function', 'updatedAt'], sort: '-updatedAt' },
    form: [{ section: 'basic', rows: [['member', 'department'], ['function']] }],
  },
})

/**
 * What members with this role may do, object by object. A role of the code is changed by a record of the same key: it replaces what the code
 * grants for the objects that it names, and leaves the others.
 */
export const role = defineObject('role', {
  plural: 'roles',
  title: 'name',
  icon: 'shield-check',
  exchange: { by: ['key'] },
  search: ['name', 'key'],
  fields: {
    key: text({ required: true, max: 60, unique: true }),
    name: text({ required: true, max: 100 }),
    labelZhCn: text({ max: 100 }),
    labelZhTw: text({ max: 100 }),
    labelEn: text({ max: 100 }),
    about: longText({ max: 1000 }),
    grants: json(),
  },
  views: {
    list: { columns: ['name', 'key', 'about', 'updatedAt'], sort: 'name' },
    form: [
      { section: 'basic', rows: [['name', 'key'], ['about']] },
      { section: 'labels', rows: [['labelZhCn', 'labelZhTw'], ['labelEn']] },
    ],
  },
})

/** One record opened to a person, a department or everybody with a role. Shares to persons with a function are the record's team. */
export const share = defineObject('share', {
  plural: 'shares',
  title: 'object',
  icon: 'share-2',
  search: [],
  fields: {
    object: text({ required: true, max: 60 }),
    record: field<string, true, true>('id', { required: true, indexed: true, column: 'record_id', objectIn: 'object' }),
    granteeKind: choice(['person', 'department', 'role'], { required: true }),
    /** Id of the person or department, key of the role. */
    grantee: text({ required: true, max: 60, column: 'grantee_id' }),
    mayWrite: yesNo({ default: false }),
    /** What the person does for the record; whoever has one is of its team. */
    teamRole: text({ max: 60 }),
    /** The last day on which it gives anything; empty: until it is ended. */
    endsOn: day(),
    /** Names of the objects whose records go along where they follow this one; empty: all of them. */
    along: json(),
  },
  // In the order in which readers look for what is shared with them: this index answers by itself.
  unique: [['object', 'granteeKind', 'grantee', 'record']],
  views: {
    list: {
      columns: ['object', 'record', 'granteeKind', 'grantee', 'mayWrite', 'teamRole', 'endsOn', 'createdBy', 'updatedAt'],
      sort: '-updatedAt',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['object', 'record'],
          ['granteeKind', 'grantee'],
          ['mayWrite', 'teamRole'],
          ['endsOn', 'along'],
        ],
      },
    ],
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
