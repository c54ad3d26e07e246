import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askWith, openSpecimen, password } from '../../http/tests/open-specimen.ts'

const { app, guest, join, signIn } = await openSpecimen()
const attempt = (email: string, given: string) => guest('POST', '/api/v1/session', { email, password: given })

test('after five wrong guesses the wait grows, is told, and holds for the right password too', async () => {
  const { email } = await join('rep')
  for (let i = 0; i < 5; i++) assert.equal((await attempt(email, `wrong ${i} and long`)).json().code, 'kernel.wrong-password')
  const locked = await attempt(email, password)
  assert.deepEqual([locked.statusCode, locked.json().code], [429, 'kernel.locked'])
  const seconds = Number(locked.headers['retry-after'])
  assert.ok(seconds > 25 && seconds <= 30, String(seconds))
  assert.match(locked.json().detail, /\d/)
})

test('others are not locked with the one who guesses, and an administrator unlocks', async () => {
  const administrator = await signIn('administrator')
  const [{ email, id }, other] = [await join('rep'), await join('rep')]
  for (let i = 0; i < 6; i++) await attempt(email, `wrong ${i} and long`)
  assert.equal((await attempt(other.email, password)).statusCode, 200)
  const state = (await administrator.ask('GET', `/api/v1/members/${id}/sign-in`)).json()
  assert.deepEqual([state.hasAccount, typeof state.lockedUntil], [true, 'string'])
  const rep = await signIn('rep')
  assert.equal((await rep.ask('POST', `/api/v1/members/${id}/sign-in/unlock`)).statusCode, 403)
  assert.equal((await administrator.ask('POST', `/api/v1/members/${id}/sign-in/unlock`)).statusCode, 204)
  assert.equal((await attempt(email, password)).statusCode, 200)
})

test('guesses at the same time count each', async () => {
  const { email } = await join('rep')
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => attempt(email, `wrong ${i} and long`)))
  const tried = answers.filter((answer) => answer.json().code === 'kernel.wrong-password').length
  assert.ok(tried < 20, `${tried} of 20 were tried`)
  assert.equal((await attempt(email, password)).json().code, 'kernel.locked')
})

test('an address that nobody has is answered like a wrong password, as late, and locks alike', async () => {
  const { email } = await join('rep')
  const time = async (address: string) => {
    const began = performance.now()
    const answer = await attempt(address, 'not the right one')
    return { ms: performance.now() - began, code: answer.json().code as string, detail: answer.json().detail as string }
  }
  const [known, unknown] = [await time(email), await time('nobody-at-all@example.com')]
  assert.deepEqual([unknown.code, unknown.detail], [known.code, known.detail])
  const median = async (address: string) => {
    const times: number[] = []
    for (let i = 0; i < 4; i++) times.push((await time(address)).ms)
    return times.sort((a, b) => a - b)[1]!
  }
  const [a, b] = [await median((await join('rep')).email), await median('nobody-else@example.com')]
  assert.ok(Math.max(a, b) / Math.min(a, b) < 3, `${a.toFixed(0)} ms with an account, ${b.toFixed(0)} ms without`)
  for (let i = 0; i < 2; i++) await attempt('nobody-else@example.com', 'not the right one')
  assert.equal((await attempt('nobody-else@example.com', password)).json().code, 'kernel.locked')
})

test('a password that is tried first, that names its owner or was used before is refused', async () => {
  const person = await signIn('rep')
  const change = (next: string, current = password) => person.ask('POST', '/api/v1/password/change', { current, next })
  for (const next of ['woaini1314520', 'Password12345', 'qwertyuiop123', person.email.replace('@', 'x')]) {
    const answer = await change(next)
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'kernel.weak-password'], next)
    assert.ok(answer.json().detail.length > 0)
  }
  assert.equal((await change(password)).json().reason, 'used-before')
  const wrong = await change('another long one', 'not the right one')
  assert.equal(wrong.json().code, 'kernel.wrong-password')
})

test('sessions are listed with device and address, and end one by one or all but this', async () => {
  const person = await signIn('rep')
  const again = async (device: string) => {
    const answer = await guest('POST', '/api/v1/session', { email: person.email, password }, { 'user-agent': device })
    return askWith(app, { cookie: String(answer.headers['set-cookie']).split(';')[0]!, 'x-zhike': '1' })
  }
  const [phone, tablet] = [await again('Phone 1'), await again('Tablet 1')]
  const rows = (await person.ask('GET', '/api/v1/sessions')).json().rows as {
    id: string
    isCurrent: boolean
    device: string
    address: string
  }[]
  assert.deepEqual(
    rows.map(({ isCurrent }) => isCurrent),
    [true, false, false],
  )
  assert.deepEqual(
    rows
      .slice(1)
      .map(({ device }) => device)
      .sort(),
    ['Phone 1', 'Tablet 1'],
  )
  assert.ok(rows.every(({ address }) => address === '127.0.0.1'))
  const other = await signIn('rep')
  assert.equal((await other.ask('DELETE', `/api/v1/sessions/${rows[1]!.id}`)).statusCode, 404)
  const ofPhone = rows.find(({ device }) => device === 'Phone 1')!
  assert.equal((await person.ask('DELETE', `/api/v1/sessions/${ofPhone.id}`)).statusCode, 204)
  assert.equal((await phone('GET', '/api/v1/session')).statusCode, 401)
  assert.equal((await tablet('GET', '/api/v1/session')).statusCode, 200)
  assert.deepEqual((await person.ask('DELETE', '/api/v1/sessions')).json(), { ended: 1 })
  assert.equal((await tablet('GET', '/api/v1/session')).statusCode, 401)
  assert.equal((await person.ask('GET', '/api/v1/session')).statusCode, 200)
})

test('signing in always begins a session of its own: a cookie that was put there before is not taken over', async () => {
  const [victim, attacker] = [await join('rep'), await signIn('rep')]
  const answer = await guest('POST', '/api/v1/session', { email: victim.email, password }, { cookie: attacker.cookie, 'x-zhike': '1' })
  assert.equal(answer.statusCode, 200)
  assert.equal((await attacker.ask('GET', '/api/v1/session')).json().person.id, attacker.id)
  assert.notEqual(String(answer.headers['set-cookie']).split(';')[0], attacker.cookie)
})
