import { createTransport } from 'nodemailer'

export type Letter = Readonly<{ to: string; subject: string; text: string }>

/** Sends letters, or is null where no mail server is named. */
export type Mailer = Readonly<{ send(letter: Letter): Promise<void>; close(): void }>

/**
 * Mail through the server of the address, `smtp://user:password@host:587`. `?from=` in it names the sender; else it is `zhike@` and the host.
 */
export function openMailer(smtpUrl: string): Mailer {
  const url = new URL(smtpUrl)
  const from = url.searchParams.get('from') ?? `Zhike <zhike@${url.hostname}>`
  url.searchParams.delete('from')
  const transport = createTransport(url.href, { from })
  return {
    send: async (letter) => {
      await transport.sendMail(letter)
    },
    close: () => transport.close(),
  }
}
