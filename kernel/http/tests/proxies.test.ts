import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from './open-specimen.ts'

const { app } = await openSpecimen({ config: { trustedProxies: ['10.0.0.5'], guestRequestsPerMinute: 3 } })

/** How the fourth of four callers fares, each of whom says to come from another address. */
async function fourth(remoteAddress: string): Promise<number> {
  let status = 0
  for (const address of [1, 2, 3, 4]) {
    const headers = { host: '127.0.0.1:3000', 'x-forwarded-for': `203.0.113.${address}` }
    status = (await app.inject({ method: 'GET', url: '/api/v1/session', headers, remoteAddress })).statusCode
  }
  return status
}

test('only a proxy that is trusted says for whom it speaks', async () => {
  assert.equal(await fourth('10.0.0.5'), 401)
  assert.equal(await fourth('10.0.0.6'), 429)
  assert.equal(await fourth('127.0.0.1'), 429)
})
