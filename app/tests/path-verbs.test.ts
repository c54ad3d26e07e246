import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'

type Option = Readonly<{ key: string; verb?: string }>

test("the action that a step of a path names is there, and is the object's own", () => {
  const actions = modules.flatMap((module) => module.actions)
  const named = modules
    .flatMap(({ objects }) => objects)
    .flatMap((object) => {
      const path = object.fields[object.views.path ?? '']
      const options = ((path?.options as { choices?: readonly Option[] } | undefined)?.choices ?? []).filter(({ verb }) => verb)
      return options.map(({ verb }) => ({ object: object.name, verb: verb! }))
    })
  assert.ok(named.length > 5)
  for (const { object, verb } of named)
    assert.ok(
      actions.some((action) => action.on?.name === object && action.name.endsWith(`.${verb}`)),
      `${object} ${verb}`,
    )
})

test('each verb of an object is one action: of two with one address nobody would know which is meant', () => {
  const addresses = modules
    .flatMap((module) => module.actions)
    .map(({ on, name }) => `${on?.name ?? ''} ${name.slice(name.indexOf('.') + 1)}`)
  assert.deepEqual(
    addresses.filter((address, place) => addresses.indexOf(address) !== place),
    [],
  )
})
