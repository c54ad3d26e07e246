import { defineRules, issue, type RulesDef } from '#kernel/model'
import { documentTemplate } from '../objects/document-template.ts'
import { sealRequest } from '../objects/seal-request.ts'

/** Another text, language or subject is another edition. */
const templateRules = defineRules(documentTemplate, {
  reads: ['body', 'language', 'about', 'edition'],
  derive: (row, before) => {
    if (!before) return { edition: 1 }
    const isSame = row.body === before.body && row.language === before.language && row.about === before.about
    return { edition: (before.edition ?? 1) + (isSame ? 0 : 1) }
  },
})

const agreed = ['contract', 'legalEntity', 'seal', 'document', 'copies', 'purpose'] as const

/** What was agreed to is stamped as it was agreed to. */
const sealRules = defineRules(sealRequest, {
  reads: [...agreed, 'status'],
  check: (row, before) =>
    before && before.status !== 'draft'
      ? agreed.map((name) => (row[name] ?? null) !== (before[name] ?? null) && issue(name, 'documents.agreed'))
      : [],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [templateRules, sealRules]
