import { defineConsequence, system } from '#kernel'
import { contact, lead } from '#objects/customers'
import { allow, refuse } from '../letters.ts'

/** A field of this module's, which the person's own type does not know. */
type Marked = Readonly<{ email: string | null; wantsNoMails: boolean | null }>

/** What is noted of a person holds for the address, whoever else has it. */
const follow = (person: typeof lead | typeof contact) =>
  defineConsequence(person as typeof lead, {
    reads: ['wantsNoMails' as 'email'],
    async run(work, written) {
      const kernel = work.as(system('who wants no letters'))
      for (const { row, before } of written) {
        const [now, then] = [row as unknown as Marked, before as unknown as Marked | null]
        if (!now.email || Boolean(now.wantsNoMails) === Boolean(then?.wantsNoMails)) continue
        if (now.wantsNoMails) await refuse(kernel, now.email, 'person')
        else await allow(kernel, now.email)
      }
    },
  })

export const refusals = [follow(lead), follow(contact)]
