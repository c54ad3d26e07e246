import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openNets, readAddresses } from './addresses.ts'

test('nets of both families hold what lies in them and nothing else', () => {
  const isIn = openNets(readAddresses('10.0.0.0/8, 192.0.2.7\n2001:db8::/32') ?? [])
  for (const address of ['10.1.2.3', '192.0.2.7', '2001:db8::1', '::ffff:10.9.9.9']) assert.ok(isIn(address), address)
  for (const address of ['11.0.0.1', '192.0.2.8', '2001:db9::1', '::1', 'nonsense', '']) assert.ok(!isIn(address), address)
})

test('what is no address is found out', () => {
  for (const text of ['10.0.0.0/33', 'example.com', '10.0.0', '::1/129', '10.0.0.1 and more', '10.0.0.1/'])
    assert.equal(readAddresses(text), null, text)
  assert.deepEqual(readAddresses('  '), [])
})
