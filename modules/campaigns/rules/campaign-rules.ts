import { defineRules, issue } from '#kernel/model'
import { campaign } from '../objects/campaign.ts'

export const campaignRules = defineRules(campaign, {
  reads: ['startsOn', 'endsOn'],
  check: ({ startsOn, endsOn }) => [!!startsOn && !!endsOn && endsOn < startsOn && issue('endsOn', 'campaigns.ends-before-begin')],
})
