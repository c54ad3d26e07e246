import { defineObject } from './define-object.ts'
import { choices, integer, link, longText, text, yesNo } from './fields.ts'
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

/** A provider that says who somebody is (OpenID Connect): single sign-on. Its client secret stands in no record. */
export const identityProvider = defineObject('identityProvider', {
  plural: 'identityProviders',
  title: 'name',
  icon: 'fingerprint',
  fields: {
    /** On the button of the sign-in page. */
    name: text({ required: true, max: 60, unique: true }),
    issuer: text({ required: true, max: 500 }),
    clientId: text({ required: true, max: 300 }),
    active: yesNo({ default: true }),
    /** Whoever it lets in becomes a member, with these roles, in this department. */
    createsMembers: yesNo({ default: false }),
    roles: choices(builtInRoles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
    department: link('department', { reverse: 'identityProviders', onRemove: 'clear' }),
    /** A second factor that it asked for counts here. */
    trustsSecondFactor: yesNo({ default: false }),
    /** Whoever signs out here is signed out there too. */
    signsOut: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['name', 'issuer', 'createsMembers', 'roles', 'trustsSecondFactor', 'active'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'active'],
          ['issuer', 'clientId'],
        ],
      },
      {
        section: 'members',
        rows: [['createsMembers', 'roles'], ['department', 'trustsSecondFactor'], ['signsOut']],
      },
    ],
  },
})
