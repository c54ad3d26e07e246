import { approvalCase, approvalDelegation, approvalFlow, approvalNote, approvalTask } from '../approvals/objects.ts'
import { definition } from '../model/definition.ts'
import { department, exchangeRate, member, membership } from '../model/people.ts'
import { duplicateSetting } from '../model/sameness.ts'
import { savedView, viewChoice } from '../model/saved-view.ts'
import { identityProvider, securitySetting, signInPolicy } from '../model/security.ts'
import { historyRetention } from '../model/upkeep.ts'
import { type Grant, grant } from './define-access.ts'

const everything = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true, share: true } as const

/**
 * Grants that hold in every workspace, whatever its modules: administrators may everything, also what customers define; everybody sees who works
 * here and what money was worth; finance keeps the rates; `readonly` reads whatever has no grant of its own.
 */
export const coreGrants: readonly Grant[] = [
  grant('administrator', '*', everything),
  grant('readonly', '*', { read: 'all', export: true }),
  grant('readonly', securitySetting, {}),
  grant('readonly', duplicateSetting, {}),
  grant('readonly', historyRetention, {}),
  // They tell of fields that are hidden from somebody.
  grant('readonly', definition, {}),
  grant('readonly', signInPolicy, {}),
  grant('readonly', identityProvider, {}),
  // What somebody submitted, and what he is asked; the rest of a case is told to whoever takes part in it.
  ...['manager', 'rep', 'finance', 'readonly'].flatMap((role) => [
    grant(role, approvalFlow, { read: 'all', fields: { condition: 'hidden', watched: 'hidden', steps: 'hidden', copies: 'hidden' } }),
    grant(role, approvalCase, { read: 'own', fields: { body: 'hidden', change: 'hidden', shut: 'hidden', chain: 'hidden' } }),
    grant(role, approvalTask, { read: 'own' }),
    grant(role, approvalNote, { read: 'own', fields: { differs: 'hidden' } }),
    grant(role, approvalDelegation, { read: 'own', create: true, update: 'own', remove: 'own' }),
  ]),
  // Everybody may keep ways of looking, whatever else he may.
  ...['manager', 'rep', 'finance', 'readonly'].flatMap((role) => [
    grant(role, savedView, { read: 'own', create: true, update: 'own', remove: 'own', share: true, fields: { defaultFor: 'read' } }),
    grant(role, viewChoice, { read: 'own', create: true, update: 'own', remove: 'own' }),
  ]),
  ...['manager', 'rep', 'finance', 'readonly'].flatMap((role) => [
    grant(role, department, { read: 'all' }),
    grant(role, member, { read: 'all' }),
    grant(role, membership, { read: 'all' }),
  ]),
  ...['manager', 'rep', 'readonly'].map((role) => grant(role, exchangeRate, { read: 'all' })),
  grant('finance', exchangeRate, everything),
]
