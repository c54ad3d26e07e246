import type { Transporter } from 'nodemailer'

export type Letter = Readonly<{
  to: string
  subject: string
  text: string
  /** Whose name stands before the sender's address. */
  senderName?: string | undefined
  /** Where answers go, when not to the sender. */
  replyTo?: string | undefined
  /** Where its reader says that he wants no more such letters; mail programs offer it as a button and send a POST (RFC 8058). */
  unsubscribe?: string | undefined
  attachments?: readonly Readonly<{ name: string; type: string; content: Uint8Array }>[] | undefined
}>

/** Sends letters, or is null where no mail server is named. */
export type Mailer = Readonly<{ send(letter: Letter): Promise<void>; close(): void }>

/**
 * Mail through the server of the address, `smtp://user:password@host:587`. `?from=` in it names the sender; else it is `zhike@` and the host.
 */
export function openMailer(smtpUrl: string): Mailer {
  const url = new URL(smtpUrl)
  const from = url.searchParams.get('from') ?? `Zhike <zhike@${url.hostname}>`
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
  url.searchParams.delete('from')
  // Loaded with the first letter: it takes 23 MB.
  let opened: Promise<Transporter> | undefined
  const transport = () => (opened ??= import('nodemailer').then(({ createTransport }) => createTransport(url.href, { from })))
  return {
    send: async ({ to, subject, text, senderName, replyTo, unsubscribe, attachments = [] }) => {
      await (await transport()).sendMail({
        to,
        subject,
        text,
        ...(senderName ? { from: { name: senderName, address } } : {}),
        ...(replyTo ? { replyTo } : {}),
        attachments: attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content: Buffer.from(content) })),
        ...(unsubscribe
          ? { list: { unsubscribe: { url: unsubscribe } }, headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } }
          : {}),
      })
    },
    close: () => void opened?.then((open) => open.close()),
  }
}
