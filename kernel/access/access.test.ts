import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineModule } from '../define-module.ts'
import { defineObject } from '../model/define-object.ts'
import { integer, link, text } from '../model/fields.ts'
import { buildCatalog } from '../schema/build-catalog.ts'
import { accessOf } from './access.ts'
import { type Actor, type Branch, type Grant, grant, system } from './define-access.ts'
import { accessMatrix } from './matrix.ts'

const house = defineObject('house', {
  plural: 'houses',
  title: 'name',
  owned: true,
  fields: { name: text(), worth: integer(), note: text() },
})
const room = defineObject('room', { plural: 'rooms', title: 'name', partOf: 'house', fields: { name: text(), house: link('house') } })
const letter = defineObject('letter', {
  plural: 'letters',
  title: 'name',
  follows: 'house',
  fields: { name: text(), house: link('house') },
})
const task = defineObject('task', {
  plural: 'tasks',
  title: 'name',
  owned: true,
  follows: 'house',
  fields: { name: text(), house: link('house') },
})
const street = defineObject('street', { plural: 'streets', title: 'name', fields: { name: text() } })
const catalog = buildCatalog([
  defineModule({ name: 'town', objects: [house, room, letter, task, street], texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} } }),
])

const actor = (roles: readonly string[], o: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  memberId: 'me',
  name: 'me',
  roles,
  departments: ['d1'],
  departmentsBelow: ['d1', 'd2'],
  hasShares: false,
  hasNarrowShares: false,
  locale: 'en',
  timeZone: 'UTC',
  ...o,
})
const grants: readonly Grant[] = [
  grant('rep', house, { read: 'own', create: true, update: 'own', fields: { worth: 'masked', note: 'hidden' } }),
  grant('rep', letter, { read: 'own', update: 'own' }),
  grant('rep', task, { read: 'own', update: 'own' }),
  grant('head', house, { read: 'below', update: 'department', remove: 'own', export: true }),
  grant('head', street, { read: 'own', update: 'own' }),
  grant('eye', '*', { read: 'all', fields: { note: 'hidden' } }),
  grant('eye', task, {}),
]
const access = accessOf(catalog, grants)
const waysOf = (who: Actor, object: string, verb: 'read' | 'update' | 'remove' = 'read'): string | readonly Branch['way'][] => {
  const reach = access.reach(who, object, verb)
  return reach.kind === 'some' ? reach.branches.map(({ way }) => way) : reach.kind
}

test('administrators and the system may everything', () => {
  for (const who of [actor(['administrator']), system('a test')]) {
    for (const object of Object.keys(catalog.objects)) {
      for (const verb of ['read', 'update', 'remove'] as const) assert.deepEqual(access.reach(who, object, verb), { kind: 'all' })
      assert.ok(access.mayCreate(who, object) && access.may(who, object, 'export'))
    }
    assert.equal(access.fieldRight(who, 'house', 'note'), 'write')
    assert.deepEqual(access.reach(who, 'nothing', 'read'), { kind: 'none' })
  }
})

test('scopes widen: own, department, below, all; nothing granted is nothing', () => {
  assert.deepEqual(waysOf(actor(['rep']), 'house'), ['own'])
  assert.deepEqual(access.reach(actor(['head']), 'house', 'read'), {
    kind: 'some',
    branches: [
      { way: 'own', memberId: 'me' },
      { way: 'departments', ids: ['d1', 'd2'] },
    ],
  })
  assert.deepEqual(access.reach(actor(['head']), 'house', 'update'), {
    kind: 'some',
    branches: [
      { way: 'own', memberId: 'me' },
      { way: 'departments', ids: ['d1'] },
    ],
  })
  assert.deepEqual(waysOf(actor(['head'], { departmentsBelow: [] }), 'house'), ['own'])
  assert.deepEqual(waysOf(actor(['eye']), 'house'), 'all')
  assert.deepEqual(waysOf(actor(['eye']), 'house', 'update'), 'none')
  assert.deepEqual(waysOf(actor([]), 'house'), 'none')
  assert.deepEqual(waysOf(actor(['stranger']), 'house'), 'none')
})

test('grants add up over roles', () => {
  assert.deepEqual(waysOf(actor(['rep', 'head']), 'house'), ['own', 'departments'])
  assert.deepEqual(waysOf(actor(['rep', 'eye']), 'house'), 'all')
  assert.deepEqual(waysOf(actor(['rep', 'eye']), 'house', 'update'), ['own'])
  assert.equal(access.fieldRight(actor(['rep', 'eye']), 'house', 'worth'), 'read')
})

test('a star stands for objects without a grant of their own', () => {
  assert.deepEqual(waysOf(actor(['eye']), 'street'), 'all')
  assert.deepEqual(waysOf(actor(['eye']), 'task'), 'none')
})

test('shares widen what is granted, and give writing only through the branch that says so', () => {
  const who = actor(['rep'], { hasShares: true })
  assert.deepEqual(waysOf(who, 'house'), ['own', 'shared'])
  const update = access.reach(who, 'house', 'update')
  assert.ok(update.kind === 'some' && update.branches.some((branch) => branch.way === 'shared' && branch.write))
  assert.deepEqual(waysOf(who, 'house', 'remove'), 'none')
  assert.deepEqual(waysOf(actor(['head'], { hasShares: true }), 'house', 'remove'), ['own'])
  assert.deepEqual(waysOf(actor([], { hasShares: true }), 'house'), 'none')
})

test('records follow what they belong to', () => {
  const who = actor(['rep'])
  assert.deepEqual(access.reach(who, 'letter', 'read'), {
    kind: 'some',
    branches: [{ way: 'parent', link: 'house', object: 'house', reach: { kind: 'some', branches: [{ way: 'own', memberId: 'me' }] } }],
  })
  assert.deepEqual(waysOf(who, 'task'), ['own', 'parent'])
  assert.deepEqual(waysOf(who, 'task', 'update'), ['own'])
  assert.deepEqual(waysOf(who, 'letter', 'update'), ['parent'])
  // Who reads the target but has no grant here reads nothing here.
  assert.deepEqual(waysOf(actor(['head']), 'task'), 'none')
})

test('parts are reached exactly as their whole', () => {
  assert.deepEqual(waysOf(actor(['rep']), 'room'), ['parent'])
  assert.deepEqual(waysOf(actor(['eye']), 'room'), 'all')
  assert.deepEqual(waysOf(actor([]), 'room'), 'none')
  assert.deepEqual(waysOf(actor(['rep']), 'room', 'remove'), ['parent'])
  assert.ok(access.mayCreate(actor(['rep']), 'room') && !access.mayCreate(actor(['eye']), 'room'))
  assert.equal(access.fieldRight(actor(['rep']), 'room', 'name'), 'write')
  assert.equal(access.fieldRight(actor(['eye']), 'room', 'name'), 'read')
  assert.equal(access.fieldRight(actor([]), 'room', 'name'), 'hidden')
})

test('objects that nobody owns are read by all or none', () => {
  assert.deepEqual(waysOf(actor(['head']), 'street'), 'all')
  assert.deepEqual(waysOf(actor(['head']), 'street', 'update'), 'none')
})

test('fields have the right that is named, else that of the object', () => {
  const right = (roles: readonly string[], field: string, object = 'house') => access.fieldRight(actor(roles), object, field)
  assert.deepEqual([right(['rep'], 'name'), right(['rep'], 'worth'), right(['rep'], 'note')], ['write', 'masked', 'hidden'])
  assert.deepEqual([right(['eye'], 'name'), right(['eye'], 'note')], ['read', 'hidden'])
  assert.equal(right([], 'name'), 'hidden')
  assert.equal(right(['rep'], 'id'), 'read')
  assert.deepEqual(
    [
      access.may(actor(['head']), 'house', 'export'),
      access.may(actor(['rep']), 'house', 'export'),
      access.may(actor(['rep']), 'house', 'create'),
    ],
    [true, false, true],
  )
})

test('an object that is followed back to itself ends', () => {
  const hen = defineObject('hen', {
    plural: 'hens',
    title: 'name',
    owned: true,
    follows: 'egg',
    fields: { name: text(), egg: link('egg') },
  })
  const egg = defineObject('egg', {
    plural: 'eggs',
    title: 'name',
    owned: true,
    follows: 'hen',
    fields: { name: text(), hen: link('hen') },
  })
  const farm = buildCatalog([defineModule({ name: 'farm', objects: [hen, egg], texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} } })])
  const reach = accessOf(farm, [grant('rep', hen, { read: 'own' }), grant('rep', egg, { read: 'own' })]).reach(
    actor(['rep']),
    'hen',
    'read',
  )
  assert.ok(reach.kind === 'some' && reach.branches.length === 2)
})

test('the matrix shows every grant as a line', () => {
  assert.equal(
    accessMatrix(catalog, grants),
    `administrator
  everything

eye
  object              read      create  update  remove  export  import  share  fields
  approvalCase        all       -       -       -       -       -       -      note=hidden
  approvalDelegation  all       -       -       -       -       -       -      note=hidden
  approvalFlow        all       -       -       -       -       -       -      note=hidden
  approvalNote        all       -       -       -       -       -       -      note=hidden
  approvalTask        all       -       -       -       -       -       -      note=hidden
  backupPlan          all       -       -       -       -       -       -      note=hidden
  definition          all       -       -       -       -       -       -      note=hidden
  department          all       -       -       -       -       -       -      note=hidden
  distinctPair        all       -       -       -       -       -       -      note=hidden
  duplicateSetting    all       -       -       -       -       -       -      note=hidden
  exchangeRate        all       -       -       -       -       -       -      note=hidden
  historyRetention    all       -       -       -       -       -       -      note=hidden
  house               all       -       -       -       -       -       -      note=hidden
  identityProvider    all       -       -       -       -       -       -      note=hidden
  letter              all       -       -       -       -       -       -      note=hidden
  member              all       -       -       -       -       -       -      note=hidden
  membership          all       -       -       -       -       -       -      note=hidden
  mergedInto          all       -       -       -       -       -       -      note=hidden
  role                all       -       -       -       -       -       -      note=hidden
  room                as house                                                 note=hidden
  savedView           all       -       -       -       -       -       -      note=hidden
  securitySetting     all       -       -       -       -       -       -      note=hidden
  share               all       -       -       -       -       -       -      note=hidden
  signInPolicy        all       -       -       -       -       -       -      note=hidden
  street              all       -       -       -       -       -       -      note=hidden
  task                -         -       -       -       -       -       -
  viewChoice          all       -       -       -       -       -       -      note=hidden

head
  object  read      create  update      remove  export  import  share  fields
  house   below     -       department  own     yes     -       -
  room    as house
  street  own       -       own         -       -       -       -

rep
  object  read       create  update  remove  export  import  share  fields
  house   own        yes     own     -       -       -       -      note=hidden worth=masked
  letter  own+house  -       own     -       -       -       -
  room    as house
  task    own+house  -       own     -       -       -       -
`,
  )
})
