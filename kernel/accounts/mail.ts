import type { Transporter } from 'nodemailer'

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
  // Loaded with the first letter: it takes 23 MB.
  let opened: Promise<Transporter> | undefined
  const transport = () => (opened ??= import('nodemailer').then(({ createTransport }) => createTransport(url.href, { from })))
  return {
    send: async (letter) => {
      await (await transport()).sendMail(letter)
    },
    close: () => void opened?.then((open) => open.close()),
  }
}
