import { defineRules, issue } from '#kernel/model'
import { webSite } from '../objects/web-site.ts'

/** A site as an address bar has it, without a path. */
const isSite = (text: string): boolean => /^https?:\/\/[^\s/?#@"';,]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text

export const siteRules = defineRules(webSite, {
  reads: ['kind', 'sites'],
  check: ({ kind, sites }) => [
    kind === 'site' && (sites ?? []).length === 0 && issue('sites', 'website.sites-needed'),
    ...(sites ?? []).filter((site) => !isSite(site)).map((site) => issue('sites', 'website.bad-site', { site })),
  ],
})
