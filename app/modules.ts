import type { ModuleDef } from '#kernel'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { commissions } from '#manifest/commissions'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { expenses } from '#manifest/expenses'
import { forecasts } from '#manifest/forecasts'
import { forms } from '#manifest/forms'
import { leads } from '#manifest/leads'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { pools } from '#manifest/pools'
import { pursuits } from '#manifest/pursuits'
import { quotes } from '#manifest/quotes'
import { registrations } from '#manifest/registrations'
import { sales } from '#manifest/sales'
import { targets } from '#manifest/targets'
import { tenders } from '#manifest/tenders'
import { territories } from '#manifest/territories'

/** Every module of the product, lower layers first. */
export const modules: readonly ModuleDef[] = [
  customers,
  activities,
  catalog,
  sales,
  company,
  quotes,
  contracts,
  payments,
  expenses,
  commissions,
  orders,
  registrations,
  tenders,
  pursuits,
  pools,
  leads,
  forms,
  territories,
  targets,
  forecasts,
]
