import type { ModuleDef } from '#kernel'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { forms } from '#manifest/forms'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { territories } from '#manifest/territories'

/** Every module of the product, lower layers first. */
export const modules: readonly ModuleDef[] = [customers, activities, catalog, sales, pools, leads, forms, company, territories, quotes]
