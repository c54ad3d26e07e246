import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { testApp } from '#kernel/testing'
import { lookUp } from '../index.ts'
import { customers } from '../module.ts'

const app = await testApp([customers], { locale: 'en' })
const [admin, rep, reader] = [await app.as('administrator'), await app.as('rep'), await app.as('readonly')]

/** A directory that answers what its test says, and keeps what it was asked. */
const asked: IncomingMessage[] = []
let answer: Readonly<{ status?: number; body?: string; never?: true; to?: string }> = {}
const server = createServer((request, reply) => {
  asked.push(request)
  if (answer.never) return
  reply.writeHead(answer.status ?? 200, answer.to ? { location: answer.to } : { 'content-type': 'application/json' })
  reply.end(answer.body ?? '')
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
after(() => {
  server.closeAllConnections()
  server.close()
})
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/companies?of=test`

const find = async (name = '华瑞', who = rep) =>
  (await who.call(lookUp, { name })).companies as unknown as readonly Readonly<Record<string, string | null>>[]
const broke = (run: Promise<unknown>, code: string) => assert.rejects(run, { code: `customers.lookup-${code}` })

test('a company is looked up by its name where a directory is set up, and what went wrong is said in words', async () => {
  await broke(find(), 'off')
  const [made] = await admin.create('companyLookup', [{ name: 'Register', address, key: 'k-123456', patience: 1 }])
  answer = {
    body: JSON.stringify({
      companies: [
        { name: ' 华瑞物流\n有限公司 ', creditCode: '91330100MA2', legalPerson: '王华', address: '杭州市', phone: 7, other: 'x' },
        { creditCode: 'without a name' },
        null,
      ],
    }),
  }
  assert.deepEqual(await find(), [
    {
      name: '华瑞物流 有限公司',
      creditCode: '91330100MA2',
      legalPerson: '王华',
      address: '杭州市',
      province: null,
      city: null,
      phone: null,
      website: null,
    },
  ])
  const { url, headers } = asked.at(-1)!
  const search = new URL(url!, address).searchParams
  assert.deepEqual([search.get('of'), search.get('name'), search.get('limit')], ['test', '华瑞', '20'])
  assert.equal(headers.authorization, 'Bearer k-123456')

  answer = { status: 403, body: 'no' }
  await broke(find(), 'refused')
  answer = { body: '<html>' }
  await broke(find(), 'unreadable')
  answer = { body: JSON.stringify({ companies: 'none' }) }
  await broke(find(), 'unreadable')
  answer = { body: JSON.stringify({ companies: [], filler: 'x'.repeat(1_100_000) }) }
  await broke(find(), 'unreadable')
  // The key goes nowhere but to the address that was set.
  answer = { status: 302, to: 'http://127.0.0.1:1/' }
  await broke(find(), 'unreachable')
  answer = { never: true }
  await broke(find(), 'late')
  await admin.change('companyLookup', String(made!.id), { address: 'http://127.0.0.1:1/' })
  await broke(find(), 'unreachable')
  await admin.change('companyLookup', String(made!.id), { isActive: false })
  await broke(find(), 'off')
})

test('who makes no customers asks nothing; that there is a directory is known to those who do, and neither where it is nor its key', async () => {
  await assert.rejects(find('华瑞', reader), { code: 'kernel.forbidden' })
  const [known] = await rep.list('companyLookup')
  assert.deepEqual(
    [known!.name, known!.isActive, 'address' in known!, 'key' in known!, 'patience' in known!],
    ['Register', false, false, false, false],
  )
  assert.doesNotMatch(JSON.stringify(await admin.list('companyLookup')), /123456/)
})
