import { defineRules, type RulesDef } from '#kernel/model'
import { documentTemplate } from '../objects/document-template.ts'

/** Another text, language or subject is another edition. */
export const templateRules = defineRules(documentTemplate, {
  reads: ['body', 'language', 'about', 'edition'],
  derive: (row, before) => {
    if (!before) return { edition: 1 }
    const isSame = row.body === before.body && row.language === before.language && row.about === before.about
    return { edition: (before.edition ?? 1) + (isSame ? 0 : 1) }
  },
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [templateRules]
