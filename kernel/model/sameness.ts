import { defineObject } from './define-object.ts'
import { choices, field, tags, text, yesNo } from './fields.ts'
import { builtInRoles } from './people.ts'

/** A key that a record had in another system before it was merged: it leads to the record that stayed. */
export const mergedInto = defineObject('mergedInto', {
  plural: 'mergedKeys',
  title: 'key',
  icon: 'merge',
  search: [],
  fields: {
    object: text({ required: true, max: 60 }),
    key: text({ required: true, max: 200 }),
    record: field<string, true, true>('id', { required: true, indexed: true, column: 'record_id', objectIn: 'object' }),
  },
  unique: [['object', 'key']],
  views: { list: { columns: ['object', 'key', 'record', 'createdBy', 'updatedAt'], sort: '-updatedAt' } },
})

/** Two records that look like the same and are not: somebody looked and said so. `one` is the smaller id. */
export const distinctPair = defineObject('distinctPair', {
  plural: 'distinctPairs',
  title: 'object',
  icon: 'copy-x',
  search: [],
  fields: {
    object: text({ required: true, max: 60 }),
    one: field<string, true, true>('id', { required: true, column: 'one_id' }),
    other: field<string, true, true>('id', { required: true, indexed: true, column: 'other_id' }),
  },
  unique: [['object', 'one', 'other']],
  views: { list: { columns: ['object', 'one', 'other', 'createdBy', 'createdAt'], sort: '-createdAt' } },
})

/** What holds for duplicates in the whole workspace; there is one record of it, made when something is first set. */
export const duplicateSetting = defineObject('duplicateSetting', {
  plural: 'duplicateSettings',
  title: 'name',
  icon: 'copy',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** Of a record out of reach that looks the same it is told whose it is, and the audit notes that. */
    discloseOwner: yesNo({ default: false }),
    /** A new record that surely is there already is refused; for the objects of `blockElse` the other way round. Who has one of the roles makes it all the same. */
    blockSure: yesNo({ default: false }),
    blockElse: tags(),
    /** Ways to tell duplicates by, as `account.name`, that are sure where the object says they are not, and the other way round. */
    sureElse: tags(),
    passRoles: choices(builtInRoles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
  },
  views: {
    list: { columns: ['name', 'discloseOwner', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'discloseOwner'], ['blockSure', 'blockElse'], ['sureElse'], ['passRoles']] }],
  },
})
