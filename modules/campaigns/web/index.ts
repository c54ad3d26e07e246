import { defineWeb, readyView } from '#kernel/web'
import { campaign, campaignLetter, campaignMember } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  ready: [
    readyView(campaign, 'campaigns.running', { filter: { state: 'running' }, sort: '-startsOn' }),
    readyView(campaign, 'campaigns.brought', {
      filter: { leadCount: { gt: 0 } },
      columns: ['name', 'kind', 'state', 'leadCount', 'wonDeals', 'wonMoney', 'receivedMoney', 'cost', 'owner', 'updatedAt'],
      sort: '-startsOn',
    }),
    readyView(campaignLetter, 'campaigns.letters', { filter: { state: { in: ['withheld', 'refused', 'unknown'] } }, sort: '-dueAt' }),
    readyView(campaignMember, 'campaigns.answers', { filter: { state: { in: ['answered', 'attended'] } }, sort: '-answeredAt' }),
  ],
  rules: () => import('../rules/rules.ts'),
})
