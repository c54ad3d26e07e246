import type { ModuleDef } from '#kernel'
import { activities } from '#manifest/activities'
import { buying } from '#manifest/buying'
import { calls } from '#manifest/calls'
import { campaigns } from '#manifest/campaigns'
import { catalog } from '#manifest/catalog'
import { commissions } from '#manifest/commissions'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { documents } from '#manifest/documents'
import { expenses } from '#manifest/expenses'
import { forecasts } from '#manifest/forecasts'
import { forms } from '#manifest/forms'
import { leads } from '#manifest/leads'
import { movements } from '#manifest/movements'
import { orders } from '#manifest/orders'
import { papers } from '#manifest/papers'
import { payments } from '#manifest/payments'
import { plans } from '#manifest/plans'
import { playbook } from '#manifest/playbook'
import { pools } from '#manifest/pools'
import { pursuits } from '#manifest/pursuits'
import { quotes } from '#manifest/quotes'
import { registrations } from '#manifest/registrations'
import { reporting } from '#manifest/reporting'
import { sales } from '#manifest/sales'
import { stores } from '#manifest/stores'
import { supply } from '#manifest/supply'
import { targets } from '#manifest/targets'
import { tenders } from '#manifest/tenders'
import { territories } from '#manifest/territories'
import { visits } from '#manifest/visits'
import { voices } from '#manifest/voices'
import { website } from '#manifest/website'

/** Every module of the product, lower layers first. */
export const modules: readonly ModuleDef[] = [
  customers,
  activities,
  catalog,
  sales,
  movements,
  company,
  papers,
  quotes,
  contracts,
  payments,
  documents,
  expenses,
  orders,
  commissions,
  registrations,
  tenders,
  pursuits,
  plans,
  visits,
  calls,
  playbook,
  pools,
  territories,
  leads,
  forms,
  supply,
  stores,
  website,
  targets,
  forecasts,
  voices,
  buying,
  campaigns,
  reporting,
]
