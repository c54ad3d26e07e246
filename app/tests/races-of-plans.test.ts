import { planned, pursuits } from './race-plans.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(planned)
raceAll(pursuits)
