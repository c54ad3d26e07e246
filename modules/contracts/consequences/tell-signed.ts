import { defineConsequence, telling } from '#kernel'
import { tellFollowers } from '#modules/activities'
import { followedSigned } from '../notices.ts'
import { contract } from '../objects/index.ts'

/** Whoever follows the customer or the deal hears that a contract is signed, as far as he may read it. */
export const tellSigned = defineConsequence(contract, {
  reads: ['status'],
  onImport: telling,
  run: (work, written) =>
    tellFollowers(
      work,
      followedSigned,
      contract,
      written.flatMap(({ row: { id, status, account, opportunity }, before }) =>
        before?.status === 'toBeSigned' && status === 'running' ? [{ record: id, about: { account, opportunity } }] : [],
      ),
    ),
})
