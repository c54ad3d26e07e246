import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedFor } from './known-by.ts'

const objectsFor = (typed: string) =>
  askedFor(typed).map(({ object, values }) => `${object ?? 'customers.known'} ${Object.keys(values).join()}`)

test('what was typed says by what it is looked for', () => {
  assert.deepEqual(objectsFor('华瑞物流（上海）有限公司'), ['account name', 'lead company'])
  assert.deepEqual(objectsFor('0571-5555 1234'), ['account phone', 'contact mobile', 'lead mobile,phone'])
  assert.deepEqual(objectsFor('91330100ma2abcde1x'), ['account creditCode', 'customers.known taxNumber'])
  assert.deepEqual(
    askedFor('wang@huarui.cn').map(({ object, values }) => [object, ...Object.values(values)]),
    [
      ['account', 'huarui.cn'],
      [null, 'huarui.cn'],
      ['contact', 'wang@huarui.cn'],
      ['lead', 'wang@huarui.cn'],
    ],
  )
  assert.deepEqual(objectsFor('@huarui.cn'), ['account website', 'customers.known domain'])
  assert.deepEqual(objectsFor('www.huarui.cn'), ['account website', 'customers.known domain'])
  assert.deepEqual(objectsFor('x'), [])
})
