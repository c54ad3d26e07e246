import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { openMailer } from './mail.ts'

test('a letter goes out by the named server, in any language', async () => {
  const received = Promise.withResolvers<{ from: string; to: string[]; text: string }>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part))
      stream.on('end', () => {
        received.resolve({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          text,
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  const mailer = openMailer(`smtp://127.0.0.1:${port}?from=crm@example.com`)
  await mailer.send({ to: 'wang@example.com', subject: '设置新的知客密码', text: '您好\n' })
  const { from, to, text } = await received.promise
  assert.deepEqual([from, to], ['crm@example.com', ['wang@example.com']])
  assert.match(text, /^Subject: =\?UTF-8\?/m)
  mailer.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
