import { defineObject } from './define-object.ts'
import { choices, integer, longText, text, yesNo } from './fields.ts'
import { builtInRoles } from './people.ts'

/** What holds for the security of the whole workspace; there is one record of it, made when something is first set. */
export const securitySetting = defineObject('securitySetting', {
  plural: 'securitySettings',
  title: 'name',
  icon: 'shield',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** Whole months for which entries of the audit are kept. */
    auditMonths: integer({ min: 6, max: 1200 }),
  },
  views: {
    list: { columns: ['name', 'auditMonths', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'auditMonths']] }],
  },
})

/** What is asked of people with certain roles when they sign in: a second factor, certain ways, certain addresses. */
export const signInPolicy = defineObject('signInPolicy', {
  plural: 'signInPolicies',
  title: 'name',
  icon: 'lock-keyhole',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** Nobody named: everybody. */
    roles: choices(builtInRoles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
    secondFactor: yesNo({ default: false }),
    /** None named: all of them. */
    methods: choices(['password', 'passkey', 'sso']),
    /** One address or net a line, such as `10.0.0.0/8`; empty: from anywhere. */
    addresses: longText({ max: 10_000 }),
    active: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'roles', 'secondFactor', 'methods', 'addresses', 'active'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'active'], ['roles'], ['secondFactor', 'methods'], ['addresses']] }],
  },
})
