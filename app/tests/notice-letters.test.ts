import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { openMailer, openNoticeLetters, system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { taskAssigned, taskDone } from '#modules/activities'
import { modules } from '../modules.ts'
import { openProduct, type Person } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const products = [await openProduct(clone.url, modules), await openProduct(clone.url, modules)]
after(clone.drop)
const { engine, accounts, database } = products[0]!.installation
const workspace = await engine.workspace('test')
const boss = await products[0]!.join({ name: 'boss', roles: ['administrator'] })

type Received = { to: string; subject: string; text: string }
const received: Received[] = []
let isDown = false
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => (isDown ? done(Object.assign(new Error('try later'), { responseCode: 451 })) : done()),
  onData: (stream, { envelope }, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      received.push({ to: envelope.rcptTo[0]!.address, ...readMail(Buffer.concat(parts).toString('utf8')) })
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
const quiet = { info() {}, warn() {}, error() {} }
const letters = products.map(({ installation }) =>
  openNoticeLetters({ engine: installation.engine, send: mailer.send, publicUrl: 'https://crm.example.com', log: quiet }),
)

/** Subject and text of a letter as its reader sees them. */
function readMail(raw: string): { subject: string; text: string } {
  const [head, ...body] = raw.split('\r\n\r\n')
  const unfolded = head!.replace(/\r\n[ \t]+/g, ' ')
  const subject = (/^Subject: (.*)$/m.exec(unfolded)?.[1] ?? '')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : unquote(text.replaceAll('_', ' ')),
    )
  const text = body.join('\r\n\r\n')
  const how = /^Content-Transfer-Encoding: (.*)$/im.exec(unfolded)?.[1]?.toLowerCase()
  return {
    subject,
    text:
      how === 'base64'
        ? Buffer.from(text, 'base64').toString('utf8')
        : how === 'quoted-printable'
          ? unquote(text.replace(/=\r\n/g, ''))
          : text,
  }
}
const unquote = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const noon = new Date('2030-05-20T12:00:00Z')
const to = (person: Person) => received.filter((one) => one.to === `${person.name}@example.com`)
const give = async (person: Person, subject: string, more: object = {}): Promise<string> =>
  ((await boss.ask('POST', '/api/v1/tasks', { subject, owner: person.id, ...more })).json() as { id: string }).id
const tellDone = (person: Person, record: string) =>
  engine.work({ workspace, actor: system('test') }, { via: 'job' }, async (work) => work.tell(taskDone, [{ person: person.id, record }]))

test('what asks for something goes out at once, in the language of its reader, with record, facts and address', async () => {
  const wang = await products[0]!.join({ name: 'wang', roles: ['rep'] })
  await accounts.createUserWithMember({
    workspace,
    memberId: wang.id,
    name: 'wang',
    email: 'wang@example.com',
    password: 'correct horse battery staple',
  })
  await database.pool.query(`UPDATE control."user" SET locale = 'zh-CN', time_zone = 'Asia/Shanghai' WHERE email = 'wang@example.com'`)
  const id = await give(wang, '送方案', { dueOn: '2030-05-23' })
  assert.deepEqual(await letters[0]!.run(workspace, noon), { sent: 1, failed: 0 })
  const [letter] = to(wang)
  assert.equal(letter!.subject, 'boss给你安排了任务 · 送方案')
  assert.match(letter!.text, /wang，您好/)
  assert.match(letter!.text, /2030-05-23/)
  assert.ok(letter!.text.includes(`https://crm.example.com/o/tasks/${id}`))
  assert.deepEqual(await letters[1]!.run(workspace, noon), { sent: 0, failed: 0 })
})

test('two processes at once send each letter once', async () => {
  const many = await Promise.all(Array.from({ length: 8 }, (_, n) => products[0]!.join({ name: `pair${n}`, roles: ['rep'] })))
  for (const person of many) await give(person, 'Once only')
  const outcomes = await Promise.all(letters.map(({ run }) => run(workspace, noon)))
  assert.equal(
    outcomes.reduce((sum, { sent }) => sum + sent, 0),
    many.length,
  )
  for (const person of many) assert.equal(to(person).length, 1, person.name)
})

test('what cannot be sent is tried again, and then sent once', async () => {
  const tom = await products[0]!.join({ name: 'tom', roles: ['rep'] })
  await give(tom, 'Later')
  isDown = true
  assert.deepEqual(await letters[0]!.run(workspace, noon), { sent: 0, failed: 1 })
  isDown = false
  // Not at once again.
  assert.deepEqual(await letters[0]!.run(workspace, noon), { sent: 0, failed: 0 })
  await database.pool.query(
    `UPDATE w_test.notice SET letter_until = now() - interval '1 second' WHERE letter_until IS NOT NULL AND mailed_at IS NULL`,
  )
  assert.deepEqual(await letters[1]!.run(workspace, noon), { sent: 1, failed: 0 })
  assert.equal(to(tom).length, 1)
})

test('what is for information comes once a day, after the hour of the person, and not what was read before', async () => {
  const ann = await products[0]!.join({ name: 'ann', roles: ['rep'] })
  const task = await give(ann, 'Known')
  await letters[0]!.run(workspace, new Date('2030-05-20T09:30:00Z'))
  assert.equal(to(ann).length, 1)
  await tellDone(ann, task)
  await tellDone(ann, task)
  await letters[0]!.run(workspace, noon)
  assert.equal(to(ann).length, 1, 'the letter of the day was there')
  await letters[0]!.run(workspace, new Date('2030-05-21T08:30:00Z'))
  assert.equal(to(ann).length, 1, 'before her morning')
  await letters[0]!.run(workspace, new Date('2030-05-21T09:30:00Z'))
  assert.equal(to(ann).length, 2)
  assert.match(to(ann)[1]!.subject, /2 notices/)
  await tellDone(ann, task)
  await ann.ask('POST', '/api/v1/notices/read', { all: true })
  await letters[0]!.run(workspace, new Date('2030-05-22T09:30:00Z'))
  assert.equal(to(ann).length, 2)
})

test('letters rest in quiet hours, over midnight too, and for those who want none', async () => {
  const eve = await products[0]!.join({ name: 'eve', roles: ['rep'] })
  await eve.ask('PATCH', '/api/v1/notices/settings', { quietFrom: 22, quietUntil: 7 })
  await give(eve, 'At night')
  for (const hour of ['22:10', '03:00', '06:59']) await letters[0]!.run(workspace, new Date(`2030-05-20T${hour}:00Z`))
  assert.equal(to(eve).length, 0)
  await letters[0]!.run(workspace, new Date('2030-05-20T07:05:00Z'))
  assert.equal(to(eve).length, 1)
  await eve.ask('PATCH', '/api/v1/notices/settings', { channels: { [taskAssigned.name]: { bell: true, mail: false } } })
  await give(eve, 'No letter')
  await letters[0]!.run(workspace, noon)
  assert.equal(to(eve).length, 1)
  assert.equal(((await eve.ask('GET', '/api/v1/notices')).json() as { unread: number }).unread, 2)
})
