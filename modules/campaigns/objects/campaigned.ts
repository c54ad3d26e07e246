import { extendObject, link } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { webForm } from '#objects/forms'
import { campaign } from './campaign.ts'

/** The campaign that a lead answered first. */
export const campaignedLead = extendObject(lead, {
  fields: { campaign: link(campaign, { reverse: 'leads', onRemove: 'clear' }) },
  sections: [{ section: 'campaign', rows: [['campaign']] }],
})

/** The campaign that a customer came by, as a lead. */
export const campaignedAccount = extendObject(account, {
  fields: { campaign: link(campaign, { readOnly: true, reverse: 'accounts', onRemove: 'clear' }) },
  sections: [{ section: 'campaign', rows: [['campaign']] }],
})

/** A form that stands for a campaign: whoever sends it has answered that. */
export const campaignForm = extendObject(webForm, {
  fields: { campaign: link(campaign, { reverse: 'webForms', onRemove: 'clear' }) },
  sections: [{ section: 'campaign', rows: [['campaign']] }],
})
