import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { inviteContact, inviteLead } from './actions/invite.ts'
import { forgetChannelVisitor, noteChannelView } from './actions/note.ts'
import { contactMoves, formTells, leadBecomes, visitsScore } from './consequences/follow-people.ts'
import { siteDoor } from './door/site-door.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { visited, webInvite, webPage, webSite, webVisit } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const website = defineModule({
  name: 'website',
  objects: [webSite, webVisit, webPage, webInvite],
  extensions: visited,
  rules,
  actions: [inviteLead, inviteContact, noteChannelView, forgetChannelVisitor],
  consequences: [formTells, leadBecomes, contactMoves, visitsScore],
  notices,
  rounds,
  guestDoors: [siteDoor],
  grants,
  faults: {
    'website.bad-moment': 422,
    'website.bad-site': 422,
    'website.no-consent': 422,
    'website.not-in-use': 422,
    'website.not-of-site': 422,
    'website.sites-needed': 422,
    'website.too-much': 422,
  },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
