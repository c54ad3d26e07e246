import { calls, customers, leads } from './race-customers.ts'
import { pools } from './race-pools.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(customers)
raceAll(leads)
raceAll(pools)
raceAll(calls)
