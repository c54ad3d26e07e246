import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { type Mailer, openMailer, openPosts, runRound } from '#kernel'
import { rounds } from '#modules/campaigns'
import { openThreePeople, type Row } from './three-people.ts'

/* Letters that the program sends to people outside, by a real mail server, and how those people end them. */

const { product, boss, rep, other, post, rows } = await openThreePeople()
const { engine } = product.installation
const workspace = await engine.workspace('test')

type Received = Readonly<{ to: string; head: string; text: string }>
const received: Received[] = []
const answers = new Map<string, { code: number; words: string }>()
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) => {
    const no = answers.get(address)
    done(no ? Object.assign(new Error(no.words), { responseCode: no.code }) : undefined)
  },
  onData: (stream, { envelope }, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      const [head = '', ...body] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n')
      const text = body.join('\n')
      const isCoded = /^Content-Transfer-Encoding: base64/im.test(head)
      received.push({
        to: envelope.rcptTo[0]!.address,
        head: head.replace(/\r\n[ \t]+/g, ' '),
        text: isCoded
          ? Buffer.from(text, 'base64').toString('utf8')
          : Buffer.from(
              text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            ).toString('utf8'),
      })
      done()
    })
  },
})
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
const { port } = server.server.address() as { port: number }
const mailer = openMailer(`smtp://127.0.0.1:${port}?from=crm@example.com`)
after(async () => {
  mailer.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
const quiet = { info() {}, warn() {}, error: (details: object, message: string) => assert.fail(`${message} ${JSON.stringify(details)}`) }
const postsWith = (by: Pick<Mailer, 'send'> | null) => openPosts({ engine, mailer: by, publicUrl: 'https://crm.example.com', log: quiet })

const begun = Date.now() + 60_000
/** Rounds and letters, so many days from today. */
async function day(days = 0, by: Pick<Mailer, 'send'> | null = mailer): Promise<void> {
  const now = new Date(begun + days * 86_400_000)
  for (const round of rounds) await runRound(engine, workspace, round, { now })
  await postsWith(by).run(workspace, now)
}
const step = { afterDays: 0, kind: 'letter', subject: '{name}:新品发布', words: '{name} 您好,诚邀{company}参加' }
const makeCampaign = async (name: string, steps: readonly object[] = [step]) =>
  (await post('campaigns', { name, kind: 'mail', state: 'running', lettersFrom: 0, steps })).id
let people = 0
const makeLead = async (more: object = {}, who = rep) => {
  people += 1
  const email = `guest${people}@example.com`
  return { id: (await post('leads', { name: '李雷', company: '华瑞', im: 'li-lei', email, ...more }, who)).id as string, email }
}
const makeContact = async (email: string) => {
  const account = (await post('accounts', { name: `客户${email}` }, rep)).id
  return (await post('contacts', { name: '韩梅梅', account, email }, rep)).id
}
const into = async (campaign: string, ...leads: readonly { id: string }[]) => {
  for (const { id } of leads) await post(`leads/${id}/add-lead`, { campaign }, rep)
}
const letterTo = async (lead: { id: string }) => (await rows('campaign-letters', { lead: lead.id })).at(-1)!
const endOf = (letter: Received) => /https:\/\/crm\.example\.com(\/m\/test\/\S+)/.exec(letter.text)![1]!
const guest = (method: 'GET' | 'POST', url: string, payload?: string) =>
  product.app.inject({
    method,
    url,
    headers: { host: '127.0.0.1:3000', ...(payload ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    ...(payload ? { payload } : {}),
  })

test('a step goes out as a letter, once, with the person’s words, the owner’s address for answers and the way to end it', async () => {
  const lead = await makeLead()
  const campaign = await makeCampaign('新品')
  await into(campaign, lead)
  await day()
  await day()
  const mine = received.filter(({ to }) => to === lead.email)
  assert.equal(mine.length, 1)
  assert.match(mine[0]!.text, /李雷 您好,诚邀华瑞参加/)
  assert.match(mine[0]!.head, /^Reply-To: rep@example\.com/im)
  assert.match(mine[0]!.head, /^List-Unsubscribe: <https:\/\/crm\.example\.com\/m\/test\//im)
  assert.match(mine[0]!.head, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im)
  const row = await letterTo(lead)
  assert.deepEqual([row.state, row.subject, row.address, row.tries], ['sent', '李雷:新品发布', lead.email, 1])
  assert.equal((await rows('campaigns', { id: campaign }))[0]!.letterCount, 1)
  assert.equal((await rows('tasks', { lead: lead.id })).length, 0, 'a letter is no task')
  assert.equal((await rows('campaign-letters', { lead: lead.id }, other)).length, 0, 'read with the person alone')
})

test('whoever looks at the end of a letter changes nothing; who presses gets no more, at no other place either, until he takes it back', async () => {
  const lead = await makeLead()
  const campaign = await makeCampaign('退订')
  await into(campaign, lead)
  await day()
  const end = endOf(received.find(({ to }) => to === lead.email)!)
  const seen = await guest('GET', `${end}?lang=zh-CN`)
  assert.equal(seen.statusCode, 200)
  assert.match(seen.body, /不再接收/)
  assert.equal((await rows('mail-refusals', {})).length, 0)
  for (const wrong of [end.slice(0, -1), end.replace(/\/m\/test\/./, '/m/test/x')])
    assert.equal((await guest('POST', wrong, 'do=stop')).statusCode, 404)
  // As a mail program does it.
  assert.equal((await guest('POST', end, 'List-Unsubscribe=One-Click')).statusCode, 303)
  assert.equal((await guest('POST', end, 'do=stop')).statusCode, 303, 'twice is once')
  assert.deepEqual(
    (await rows('mail-refusals', {})).map(({ address, cameBy }) => [address, cameBy]),
    [[lead.email, 'letter']],
  )
  assert.equal((await rows('leads', { id: lead.id }))[0]!.wantsNoMails, true)
  const same = await makeContact(lead.email.toUpperCase())
  const next = await makeCampaign('退订之后')
  await into(next, lead)
  await post(`contacts/${same}/add-contact`, { campaign: next }, rep)
  await day()
  const before = received.length
  assert.deepEqual(
    (await rows('campaign-letters', { campaign: next })).map(({ state, reason }) => [state, reason]),
    Array(2).fill(['withheld', '此人不接收邮件']),
  )
  assert.equal((await guest('POST', end, 'do=back')).statusCode, 303)
  assert.equal((await rows('mail-refusals', {})).length, 0)
  const [held] = await rows('campaign-letters', { lead: lead.id, campaign: next })
  await post(`campaign-letters/${held!.id}/send-again`, {}, rep)
  await day()
  assert.equal(received.length, before + 1)
  assert.equal((await letterTo(lead)).state, 'sent')
})

test('what is noted at a person holds for the address; without an address and with a campaign that has ended nothing goes out', async () => {
  const [refuses, bare, late] = [await makeLead(), await makeLead({ email: null }), await makeLead()]
  const twin = await makeContact(refuses.email)
  await rep.ask('PATCH', `/api/v1/leads/${refuses.id}`, { wantsNoMails: true })
  assert.equal((await rows('contacts', { id: twin }))[0]!.wantsNoMails, true)
  const campaign = await makeCampaign('不打扰')
  await into(campaign, refuses, bare)
  await post(`contacts/${twin}/add-contact`, { campaign }, rep)
  const over = await makeCampaign('已结束')
  await into(over, late)
  for (const round of rounds) await runRound(engine, workspace, round, { now: new Date(begun) })
  await boss.ask('PATCH', `/api/v1/campaigns/${over}`, { state: 'ended' })
  await postsWith(mailer).run(workspace, new Date(begun))
  const told = []
  for (const one of [refuses, bare, late]) told.push((await letterTo(one)).reason)
  told.push((await rows('campaign-letters', { contact: twin }))[0]!.reason)
  assert.deepEqual(told, ['此人不接收邮件', '此人没有邮件地址', '活动未在进行', '此人不接收邮件'])
  await rep.ask('PATCH', `/api/v1/contacts/${twin}`, { wantsNoMails: false })
  assert.equal((await rows('leads', { id: refuses.id }))[0]!.wantsNoMails, false)
  assert.equal((await rows('mail-refusals', {})).length, 0)
})

test('a server that refuses is believed, one that is busy is asked again later, and one that is gone costs no try', async () => {
  const [never, later, gone] = [await makeLead(), await makeLead(), await makeLead()]
  answers.set(never.email, { code: 550, words: 'no such user' })
  answers.set(later.email, { code: 451, words: 'greylisted' })
  const campaign = await makeCampaign('退信')
  await into(campaign, never, later)
  await day()
  assert.deepEqual([(await letterTo(never)).state, (await letterTo(later)).state], ['refused', 'waiting'])
  assert.match(String((await letterTo(never)).reason), /no such user/)
  answers.clear()
  await postsWith(mailer).run(workspace, new Date(begun + 60_000))
  assert.equal((await letterTo(later)).state, 'waiting', 'not at once again')
  await postsWith(mailer).run(workspace, new Date(begun + 6 * 60_000))
  assert.deepEqual([(await letterTo(later)).state, (await letterTo(later)).tries], ['sent', 2])
  await post(`campaign-letters/${(await letterTo(never)).id}/send-again`, {}, rep)

  await into(await makeCampaign('断网'), gone)
  const dead = openMailer('smtp://127.0.0.1:9?from=crm@example.com')
  await day(0, dead)
  dead.close()
  const told = await letterTo(gone)
  assert.deepEqual([told.state, told.tries], ['waiting', 1])
  await day(1, null)
  assert.match(String((await letterTo(gone)).reason), /ZHIKE_SMTP_URL/)
  await day(2)
  assert.deepEqual([(await letterTo(gone)).state, (await letterTo(never)).state], ['sent', 'sent'])
})

test('two processes send each letter once; one that was on its way when its process died is told of and not sent again by itself', async () => {
  const many = []
  for (let i = 0; i < 12; i += 1) many.push(await makeLead())
  await into(await makeCampaign('群发'), ...many)
  for (const round of rounds) await runRound(engine, workspace, round, { now: new Date(begun) })
  await Promise.all([1, 2, 3].map(() => postsWith(mailer).run(workspace, new Date(begun))))
  for (const { email } of many) assert.equal(received.filter(({ to }) => to === email).length, 1, email)

  const lost = await makeLead()
  await into(await makeCampaign('中断'), lost)
  for (const round of rounds) await runRound(engine, workspace, round, { now: new Date(begun) })
  const dies = { send: () => new Promise<never>(() => {}) }
  void postsWith(dies).run(workspace, new Date(begun))
  while ((await letterTo(lost)).state !== 'sending') await new Promise((resolve) => setTimeout(resolve, 50))
  await postsWith(mailer).run(workspace, new Date(begun + 10 * 60_000))
  assert.equal((await letterTo(lost)).state, 'sending')
  await postsWith(mailer).run(workspace, new Date(begun + 16 * 60_000))
  assert.equal((await letterTo(lost)).state, 'unknown')
  assert.equal(received.filter(({ to }) => to === lost.email).length, 0)
  await post(`campaign-letters/${(await letterTo(lost)).id}/send-again`, {}, rep)
  await day(1)
  assert.equal(received.filter(({ to }) => to === lost.email).length, 1)
})

test('a step is tried on oneself; a step that is none of the program’s letters is refused in words', async () => {
  const campaign = await makeCampaign('试发', [step, { afterDays: 2, kind: 'call', subject: '致电' }])
  const steps = (await rows('campaign-steps', { campaign })) as (Row & { kind: string })[]
  const idOf = (kind: string) => steps.find((one) => one.kind === kind)!.id
  await post(`campaigns/${campaign}/try-letter`, { campaignStep: idOf('letter') })
  await day()
  assert.equal(received.filter(({ to }) => to === 'boss@example.com').length, 1)
  const refused = await boss.ask('POST', `/api/v1/campaigns/${campaign}/try-letter`, { campaignStep: idOf('call') })
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'campaigns.no-letter'])
  assert.equal((await rows('campaigns', { id: campaign }))[0]!.letterCount, 0, 'a trial is nobody’s letter')
  const [mine] = await rows('campaign-letters', { campaign, isTrial: true })
  const again = await boss.ask('POST', `/api/v1/campaign-letters/${mine!.id}/send-again`, {})
  assert.deepEqual([again.statusCode, again.json().code], [409, 'campaigns.not-to-send'])
})

test('after which step somebody answered is kept, so that steps can be compared', async () => {
  const lead = await makeLead()
  const campaign = await makeCampaign('比较', [step, { afterDays: 2, kind: 'letter', subject: '第二封', words: '再次邀请' }])
  await into(campaign, lead)
  await day()
  await day(2)
  const [member] = await rows('campaign-members', { campaign })
  await post(`campaign-members/${member!.id}/take-answer`, {}, rep)
  const report = await boss.ask('POST', '/api/v1/campaign-members/aggregate', {
    by: ['answeredAfter'],
    measures: { n: 'count' },
    filter: { campaign },
  })
  assert.deepEqual(report.json().rows, [{ answeredAfter: '第二封', n: 1 }])
})
