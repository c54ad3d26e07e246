import { defineWeb } from '#kernel/web'

/** What the module adds to the web app. */
export const web = defineWeb({ rules: () => import('../rules/rules.ts') })
