import { deals, papers, quotes, told } from './race-rest.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(deals)
raceAll(quotes)
raceAll(papers)
raceAll(told)
