import { defineAction, system } from '#kernel'
import { choice, file, link, text } from '#kernel/model'
import { makePdf } from '#modules/papers'
import { everyOf } from '../count/every.ts'
import { commissionLine, commissionPaper, commissionStatement } from '../objects/index.ts'
import { statementPaper } from '../paper/statement-paper.ts'
import { heldStatement } from './statements.ts'

/** The statement as a file, as it stands, in the language that is asked for; kept beside it, for those who may read the statement. */
export const statementPdf = defineAction('commissions.statement-pdf', {
  on: commissionStatement,
  byReaders: true,
  aside: true,
  input: { commissionStatement: link(commissionStatement, { required: true }), language: choice(['zh-CN', 'zh-TW', 'en']) },
  result: { commissionPaper: link(commissionPaper, { required: true }), name: text({ required: true }), file: file({ required: true }) },
  async run(work, input) {
    // Two at once count their issues one after the other.
    const row = await heldStatement(
      work.as(system('a statement is drawn')),
      (await work.one(commissionStatement, input.commissionStatement)).id,
    )
    const language = input.language ?? work.workspace.locale
    const lines = await everyOf(work, commissionLine, { field: 'statement', among: [row.id] })
    const paper = await statementPaper(work, { row, lines, locale: language })
    const kernel = work.as(system('a statement is drawn'))
    const issue = (await kernel.count(commissionPaper, { statement: row.id })) + 1
    const name = `${paper.title}${issue > 1 ? ` (${issue})` : ''}`.replace(/[\\/:*?"<>|]+/g, ' ').slice(0, 200)
    const kept = await work.files.keep({ name: `${name}.pdf`, type: 'application/pdf', content: await makePdf(paper) })
    const [made] = await kernel.create(commissionPaper, [
      { statement: row.id, name, language, issue, isValid: !paper.watermark, file: kept, madeOn: work.today },
    ])
    return { commissionPaper: made!.id, name, file: kept }
  },
})
