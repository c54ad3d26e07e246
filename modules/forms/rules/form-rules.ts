import { defineRules, issue } from '#kernel/model'
import { webForm } from '../objects/web-form.ts'

/** A site as an address bar has it, without a path: `https://www.example.com`. */
const isSite = (text: string): boolean => /^https?:\/\/[^\s/?#@"';,]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** Where what comes in goes must be said, and sites must be such that browsers understand them. */
export const formRules = defineRules(webForm, {
  reads: ['target', 'person', 'pool', 'sites'],
  check: ({ target, person, pool, sites }) => [
    target === 'person' && !person && issue('person', 'kernel.required'),
    target === 'pool' && !pool && issue('pool', 'kernel.required'),
    ...(sites ?? []).filter((site) => !isSite(site)).map((site) => issue('sites', 'forms.bad-site', { site })),
  ],
})
