import { startWeb, type WebDef } from '#kernel/web'
import { web as activities } from '#web/activities'
import { web as buying } from '#web/buying'
import { web as calls } from '#web/calls'
import { web as campaigns } from '#web/campaigns'
import { web as catalog } from '#web/catalog'
import { web as commissions } from '#web/commissions'
import { web as company } from '#web/company'
import { web as contracts } from '#web/contracts'
import { web as customers } from '#web/customers'
import { web as documents } from '#web/documents'
import { web as expenses } from '#web/expenses'
import { web as forecasts } from '#web/forecasts'
import { web as forms } from '#web/forms'
import { web as leads } from '#web/leads'
import { web as orders } from '#web/orders'
import { web as papers } from '#web/papers'
import { web as payments } from '#web/payments'
import { web as plans } from '#web/plans'
import { web as playbook } from '#web/playbook'
import { web as pools } from '#web/pools'
import { web as pursuits } from '#web/pursuits'
import { web as quotes } from '#web/quotes'
import { web as registrations } from '#web/registrations'
import { web as reporting } from '#web/reporting'
import { web as sales } from '#web/sales'
import { web as stores } from '#web/stores'
import { web as supply } from '#web/supply'
import { web as targets } from '#web/targets'
import { web as tenders } from '#web/tenders'
import { web as territories } from '#web/territories'
import { web as visits } from '#web/visits'
import { web as voices } from '#web/voices'
import { web as website } from '#web/website'

/** What each module adds to the web app. */
const modules: readonly WebDef[] = [
  customers,
  activities,
  catalog,
  sales,
  company,
  papers,
  quotes,
  contracts,
  payments,
  documents,
  expenses,
  commissions,
  orders,
  registrations,
  tenders,
  pursuits,
  plans,
  visits,
  calls,
  playbook,
  pools,
  leads,
  forms,
  website,
  territories,
  supply,
  stores,
  targets,
  forecasts,
  voices,
  buying,
  campaigns,
  reporting,
]

void startWeb(modules)
