import { choice, defineObject, email, extendObject, instant, text, yesNo } from '#kernel/model'
import { contact, lead } from '#objects/customers'

/** An address that gets no letters of campaigns, whoever has it and whoever comes to have it. */
export const mailRefusal = defineObject('mailRefusal', {
  plural: 'mailRefusals',
  title: 'address',
  listedFor: 'editors',
  icon: 'mail-x',
  search: ['address'],
  fields: {
    address: email({ required: true, unique: true }),
    cameBy: choice(['letter', 'person', 'hand'], { required: true, default: 'hand', indexed: true }),
    refusedAt: instant({ required: true, default: 'now' }),
    remark: text({ max: 500 }),
  },
  views: {
    list: { columns: ['address', 'cameBy', 'refusedAt', 'remark', 'updatedAt'], sort: '-refusedAt' },
    facts: ['cameBy', 'refusedAt'],
    form: [{ section: 'basic', rows: [['address', 'cameBy'], ['refusedAt'], ['remark']] }],
  },
})

const fields = { wantsNoMails: yesNo({ default: false }) }
const sections = [{ section: 'mails', rows: [['wantsNoMails']] }]

/** Whether a person wants letters of campaigns: set with the address, and with it taken back. */
export const mailsToLead = extendObject(lead, { fields, sections })
export const mailsToContact = extendObject(contact, { fields, sections })
